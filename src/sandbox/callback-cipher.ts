import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The platform's side of 消息加解密 (AES-256-CBC with PKCS#7 over blocks of 32 bytes). Written from the vendor's
 * description, apart from the code that govcast decrypts with, so that each proves the other.
 */
const BLOCK = 32;

/** SHA-1 of the parts sorted by code point and joined: `signature` and `msg_signature`. */
export function signParts(...parts: string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Encrypts a push or a reply for `appid`. `random` is 16 bytes; tests fix it. */
export function encryptMessage(aesKey: string, appid: string, xml: string, random: Buffer = randomBytes(16)): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const message = Buffer.from(xml);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random, length, message, Buffer.from(appid)]);
  const pad = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString(
    'base64',
  );
}

/** The message inside `encrypted`, or null when padding, length or appid are not right. */
export function decryptMessage(aesKey: string, appid: string, encrypted: string): string | null {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const pad = padded[padded.length - 1] ?? 0;
  if (pad < 1 || pad > BLOCK || pad > padded.length - 20) return null;
  const plain = padded.subarray(0, padded.length - pad);
  const end = 20 + plain.readUInt32BE(16);
  if (end > plain.length) return null;
  const owner = plain.subarray(end);
  const expected = Buffer.from(appid);
  if (owner.length !== expected.length || !timingSafeEqual(owner, expected)) return null;
  return plain.subarray(20, end).toString('utf8');
}
