import { accountNamed, type MatrixAccount, matrixAccounts } from '../../channels/matrix.ts';
import type { ChannelConfig } from '../../config/channels.ts';
import { Refused } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';

export interface AccountAsked {
  /** Any account of the matrix, by its id or `main`. @throws Refused when there is none */
  named: (account: string) => MatrixAccount;
  /** An account that govcast delivers to. @throws Refused when there is none, AskedWrongly when others run it */
  ours: (account: string) => ChannelConfig;
}

/** The account that an address names. */
export function accountAsked(govcast: Govcast): AccountAsked {
  const matrix = matrixAccounts(govcast.config.channels, govcast.config.outside);
  return {
    named: (account) => accountNamed(matrix, known(matrix, account)),
    ours: (account) => govcast.channelConfig(known(matrix, account)),
  };
}

/** @throws Refused so that an address of an account that has gone is not found, rather than asked wrongly */
function known(matrix: readonly MatrixAccount[], name: string): string {
  if (name === 'main' || matrix.some(({ id }) => id === name)) return name;
  const remedy = 'Take the id from GET /matrix.';
  throw new Refused({ code: 'account-unknown', message: `there is no account ${name}`, place: name, remedy });
}
