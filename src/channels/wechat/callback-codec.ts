/** Signatures and encryption of callbacks (channel-apis 4.1 and 4.2): pure, with the vendor's sizes and order of bytes. */
import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { Refused } from '../../errors.ts';

export interface Signed {
  timestamp: string;
  nonce: string;
  signature: string;
  /** The `Encrypt` element, for `msg_signature`; absent for the plain signature. */
  encrypted?: string;
}

export interface CallbackKey {
  appId: string;
  /** 43 characters. */
  encodingAesKey: string;
}

/** PKCS#7 with a block of 32 bytes, twice that of the cipher. */
const BLOCK = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/** Lower-case hex of SHA-1 over the sorted parts: token, timestamp, nonce, and the encrypted text if there is one. */
export function signatureOf(token: string, timestamp: string, nonce: string, encrypted?: string): string {
  const parts = [token, timestamp, nonce, ...(encrypted === undefined ? [] : [encrypted])];
  return createHash('sha1').update(parts.sort().join('')).digest('hex');
}

/** Compares in constant time; an empty or odd signature is simply not equal. */
export function verifySignature(token: string, signed: Signed): boolean {
  const expected = Buffer.from(signatureOf(token, signed.timestamp, signed.nonce, signed.encrypted));
  const given = Buffer.from(signed.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * The XML inside an `Encrypt` element.
 * @throws Refused `callback-not-decrypted` when key, padding, length or appid do not fit: drop the push
 */
export function decryptMessage(encrypted: string, key: CallbackKey): string {
  const plain = unpadded(decipher(encrypted, key));
  const end =
    RANDOM_BYTES + LENGTH_BYTES + (plain.length > RANDOM_BYTES + LENGTH_BYTES ? plain.readUInt32BE(RANDOM_BYTES) : 0);
  if (end <= RANDOM_BYTES + LENGTH_BYTES || end > plain.length) throw notDecrypted('the length does not fit');
  const appId = plain.subarray(end).toString('utf8');
  if (appId !== key.appId) throw notDecrypted('it is meant for another account');
  return plain.subarray(RANDOM_BYTES + LENGTH_BYTES, end).toString('utf8');
}

/** @param random 16 bytes, fresh for every message */
export function encryptMessage(xml: string, key: CallbackKey, random: Buffer): string {
  const message = Buffer.from(xml);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random.subarray(0, RANDOM_BYTES), length, message, Buffer.from(key.appId)]);
  const pad = BLOCK - (plain.length % BLOCK);
  const aes = aesKey(key);
  const cipher = createCipheriv('aes-256-cbc', aes, aes.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  );
}

/** The envelope of an encrypted passive reply; `timestamp` in seconds, both of our own choosing. */
export function encryptReply(
  xml: string,
  key: CallbackKey & { token: string },
  fresh: { random: Buffer; timestamp: string; nonce: string },
): string {
  const encrypted = encryptMessage(xml, key, fresh.random);
  const signature = signatureOf(key.token, fresh.timestamp, fresh.nonce, encrypted);
  return (
    `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    `<TimeStamp>${fresh.timestamp}</TimeStamp><Nonce><![CDATA[${fresh.nonce}]]></Nonce></xml>`
  );
}

/** Node decodes leniently: the last character of the key may carry stray bits. */
function aesKey(key: CallbackKey): Buffer {
  const aes = Buffer.from(`${key.encodingAesKey}=`, 'base64');
  if (aes.length !== 32) throw notDecrypted('the EncodingAESKey has not 43 characters');
  return aes;
}

function decipher(encrypted: string, key: CallbackKey): Buffer {
  const aes = aesKey(key);
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) throw notDecrypted('it is not a whole number of blocks');
  const cipher = createDecipheriv('aes-256-cbc', aes, aes.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

function unpadded(plain: Buffer): Buffer {
  const pad = plain.at(-1) ?? 0;
  if (pad < 1 || pad > BLOCK || pad > plain.length) throw notDecrypted('the padding does not fit');
  return plain.subarray(0, plain.length - pad);
}

function notDecrypted(why: string): Refused {
  return new Refused({
    code: 'callback-not-decrypted',
    message: `a callback could not be decrypted: ${why}`,
    remedy: 'Compare appId and encodingAesKey in channels.yaml with 设置与开发 › 基本配置 › 服务器配置.',
  });
}
