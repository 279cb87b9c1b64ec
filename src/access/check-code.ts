import type { Tx } from '../store/database.ts';
import type { CredentialTable } from '../store/tables/access.ts';
import { changeCredential } from './credential-store.ts';
import { secretHash } from './secret-hash.ts';
import { decryptSecret, stepOfCode } from './totp.ts';

export type CodeVerdict = 'right' | 'wrong' | 'used';

/**
 * Takes a code of the second factor, or one of the recovery codes, inside the transaction that holds the credential's
 * row: each opens once.
 * @param installation the secret of the installation
 */
export async function takeCode(
  tx: Tx,
  credential: CredentialTable,
  code: string,
  now: number,
  installation: string,
): Promise<CodeVerdict> {
  const { person, totpSecret, totpSince, totpStep } = credential;
  if (totpSecret === null || totpSince === null) return 'wrong';
  const left: string[] = JSON.parse(credential.recoveryHashes ?? '[]');
  const recovery = secretHash(plainRecovery(code));
  if (left.includes(recovery)) {
    await changeCredential(tx, person, { recoveryHashes: JSON.stringify(left.filter((h) => h !== recovery)) });
    return 'right';
  }
  const step = stepOfCode(decryptSecret(totpSecret, installation, person), code, now);
  if (step === null) return 'wrong';
  if (totpStep !== null && step <= totpStep) return 'used';
  await changeCredential(tx, person, { totpStep: step });
  return 'right';
}

/** Recovery codes are read from paper: blanks, dashes and capitals do not matter. */
export function plainRecovery(code: string): string {
  return code.replace(/[\s-]/g, '').toLowerCase();
}
