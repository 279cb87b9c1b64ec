import { isInteger, isSafeNumber, parse, stringify } from 'lossless-json';

/** JSON in which whole numbers beyond 2^53 become bigint and nothing is rounded. Throws SyntaxError. */
export function readWireJson(text: string): unknown {
  return parse(text, undefined, (digits) =>
    isInteger(digits) && !isSafeNumber(digits) ? BigInt(digits) : Number(digits),
  );
}

/** JSON with bigint written as raw digits, as the platforms write their 64-bit ids. */
export function writeWireJson(value: unknown): string {
  return stringify(value) ?? 'null';
}
