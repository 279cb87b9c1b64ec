import { hasCredential } from '../access/credential-store.ts';
import { CallPerson } from '../errors.ts';
import type { Db } from '../store/database.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/**
 * Others may reach the server only once somebody has a password: until then whoever came first would be the first
 * administrator (decisions 8).
 * @throws CallPerson with what to do
 */
export async function requirePasswords(db: Db, host: string): Promise<void> {
  if (loopback.test(host) || (await hasCredential(db))) return;
  throw new CallPerson({
    code: 'host-before-passwords',
    message: `server.host is ${host}, but nobody has a password yet`,
    place: 'server.host',
    remedy:
      'Start with server.host: 127.0.0.1 and go through the first run, or run `govcast user password ID`; then set the address again.',
  });
}
