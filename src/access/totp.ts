/** The second factor (RFC 6238): six figures of half a minute each, from a secret that is encrypted at rest. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
/** One step before and after is taken too: telephones go wrong by some seconds. */
const WINDOW = 1;

export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator program reads from the QR code. */
export function totpAddress(secret: string, person: string, office: string): string {
  return totpOf(secret, person, office).toString();
}

/** The time step of a right code, for refusing it the second time; null for a wrong one. */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret, '', '').validate({ token, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1000 / PERIOD_S) + delta;
}

/** The code of a moment, as the person's telephone shows it. */
export function codeAt(secret: string, now: number): string {
  return totpOf(secret, '', '').generate({ timestamp: now });
}

/** AES-256-GCM under a key made from the installation's secret, bound to the person: `iv.tag.text`. */
export function encryptSecret(plain: string, installation: string, person: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(installation), iv).setAAD(Buffer.from(person));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url')).join('.');
}

/** @throws Error when the installation's secret is another one, or the row was changed */
export function decryptSecret(held: string, installation: string, person: string): string {
  const [iv, tag, text] = held.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (!iv || !tag || !text) throw new Error('not an encrypted secret');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(installation), iv).setAAD(Buffer.from(person));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}

function keyOf(installation: string): Buffer {
  return createHash('sha256').update(`totp:${installation}`).digest();
}

function totpOf(secret: string, label: string, issuer: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), label, issuer, digits: 6, period: PERIOD_S });
}
