/** A platform's business answer other than success. It goes out as HTTP 200 with these fields; nothing is kept of the call. */
export class PlatformRefusal extends Error {
  readonly errcode: number;
  /** Fields that the answer carries besides errcode and errmsg, such as the msg_id of 45065. */
  readonly extra: Record<string, unknown>;
  constructor(errcode: number, errmsg: string, extra: Record<string, unknown> = {}) {
    super(errmsg);
    this.errcode = errcode;
    this.extra = extra;
  }
}
