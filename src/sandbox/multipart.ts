/** One part of a multipart/form-data body. */
export interface FormPart {
  name: string;
  filename: string | null;
  bytes: Buffer;
}

const MAX_PARTS = 16;

/**
 * Reads multipart/form-data (RFC 7578) from a body that is already bounded and in memory.
 * @returns null when the body is not well formed: no boundary, no closing delimiter, too many parts
 */
export function readMultipart(contentType: string, body: Buffer): FormPart[] | null {
  const boundary = /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) return null;
  const delimiter = Buffer.from(`--${name}`);
  const parts: FormPart[] = [];
  let at = body.indexOf(delimiter);
  while (at >= 0 && parts.length < MAX_PARTS) {
    const afterDelimiter = at + delimiter.length;
    if (body.subarray(afterDelimiter, afterDelimiter + 2).toString('latin1') === '--') return parts;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), afterDelimiter);
    if (next < 0) return null;
    const part = readPart(body.subarray(afterDelimiter + 2, next));
    if (!part) return null;
    parts.push(part);
    at = next + 2;
  }
  return null;
}

function readPart(bytes: Buffer): FormPart | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const disposition = /^content-disposition:\s*form-data\b(.*)$/im.exec(bytes.subarray(0, headEnd).toString('utf8'));
  if (!disposition?.[1]) return null;
  const name = /;\s*name="([^"]*)"/i.exec(disposition[1]) ?? /;\s*name=([^;\s]+)/i.exec(disposition[1]);
  const filename = /;\s*filename="([^"]*)"/i.exec(disposition[1]) ?? /;\s*filename=([^;\s]+)/i.exec(disposition[1]);
  if (name?.[1] === undefined) return null;
  return { name: name[1], filename: filename?.[1] ?? null, bytes: bytes.subarray(headEnd + 4) };
}
