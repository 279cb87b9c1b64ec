/** Rows of the API. */

/** A write by the key its caller gave it; without a status it has begun and its end is not known. */
export interface IdempotentCallTable {
  person: string;
  key: string;
  /** SHA-256 of method, address and body. */
  requestHash: string;
  status: number | null;
  /** The answer as JSON text. */
  answer: string | null;
  begunAt: number;
}
