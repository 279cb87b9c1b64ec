import { randomBytes } from 'node:crypto';
import { toDataURL } from 'qrcode';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk } from './access-desk.ts';
import { plainRecovery } from './check-code.ts';
import { changeCredential, lockCredential } from './credential-store.ts';
import { usedCode } from './refusals.ts';
import { secretHash } from './secret-hash.ts';
import { decryptSecret, encryptSecret, newTotpSecret, stepOfCode, totpAddress } from './totp.ts';

const RECOVERY_CODES = 8;

/** What an authenticator needs, shown until the first code is right. */
export interface OfferedFactor {
  /** To type where no camera is. */
  secret: string;
  /** PNG as a data address. */
  picture: string;
}

/** Offers a second factor; it holds only after its first code. @throws Refused when there is one already */
export async function offerFactor(desk: AccessDesk, actor: Actor): Promise<OfferedFactor> {
  const secret = newTotpSecret();
  const held = encryptSecret(secret, desk.secret(), actor.person);
  await inTransaction(desk.acting.db, async (tx) => {
    const credential = await lockCredential(tx, actor.person);
    if (credential === null || credential.totpSince !== null) throw there();
    await changeCredential(tx, actor.person, { totpSecret: held, totpStep: null, recoveryHashes: null });
  });
  return {
    secret,
    picture: await toDataURL(totpAddress(secret, actor.person, desk.office), { margin: 1, width: 208 }),
  };
}

/**
 * The first code is right: from now on the login asks for one.
 * @returns the recovery codes, shown once, each for one login without the telephone
 * @throws Refused for a wrong code
 */
export async function confirmFactor(desk: AccessDesk, actor: Actor, code: string): Promise<string[]> {
  const { acting } = desk;
  const codes = Array.from({ length: RECOVERY_CODES }, recoveryCode);
  await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const credential = await lockCredential(tx, actor.person);
    if (!credential?.totpSecret || credential.totpSince !== null) throw there();
    const step = stepOfCode(decryptSecret(credential.totpSecret, desk.secret(), actor.person), code, at);
    if (step === null) throw wrongCode();
    if (credential.totpStep !== null && step <= credential.totpStep) throw usedCode();
    const recoveryHashes = JSON.stringify(codes.map((c) => secretHash(plainRecovery(c))));
    await changeCredential(tx, actor.person, { totpSince: at, totpStep: step, recoveryHashes });
    await acting.record(tx, { at, actor, act: 'factor.set', object: `person:${actor.person}` });
  });
  return codes;
}

/** Takes the second factor away: the person himself, or the security administrator for a lost telephone. Twice is once. */
export function endFactor({ acting }: AccessDesk, actor: Actor, person: string): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const credential = await lockCredential(tx, person);
    if (!credential?.totpSecret) return;
    await changeCredential(tx, person, { totpSecret: null, totpSince: null, totpStep: null, recoveryHashes: null });
    if (credential.totpSince === null) return;
    await acting.record(tx, { at: acting.clock.now(), actor, act: 'factor.end', object: `person:${person}` });
  });
}

function recoveryCode(): string {
  const text = randomBytes(5).toString('hex');
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

function there(): Refused {
  return new Refused({
    code: 'factor-there',
    message: 'a second factor is set up already, or there is no password to go with it',
    remedy: 'Take the present one away first.',
  });
}

function wrongCode(): Refused {
  return new Refused({
    code: 'code-wrong',
    message: 'the code is wrong',
    remedy: 'Compare the time of the telephone, and type the code that is shown now.',
  });
}
