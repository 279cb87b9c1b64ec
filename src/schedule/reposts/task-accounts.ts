import { type AccountState, stateOn } from '../../channels/life-cycle.ts';
import { lifeCycles } from '../../channels/life-cycle-store.ts';
import { accountNamed, type MatrixAccount } from '../../channels/matrix.ts';
import { AskedWrongly, Refused } from '../../errors.ts';
import type { Db } from '../../store/database.ts';

/**
 * The accounts that a task names: ids, `main`, `role:ordinary`, or `all`. By role and all mean the public accounts that
 * are not closed; groups of our own are meant only when they are named.
 * @param on day, YYYY-MM-DD
 * @throws AskedWrongly for an unknown account or role, and when nobody is meant
 * @throws Refused when an account that is named is closed
 */
export async function taskAccounts(
  db: Db,
  matrix: readonly MatrixAccount[],
  names: readonly string[],
  on: string,
): Promise<MatrixAccount[]> {
  const lives = await lifeCycles(db);
  const stateOf = ({ id }: MatrixAccount): AccountState => {
    const life = lives.get(id);
    return life ? stateOn(life, on) : 'running';
  };
  const isThere = (account: MatrixAccount) => stateOf(account) !== 'closed' && stateOf(account) !== 'cancelled';
  const open = matrix.filter((account) => account.platform !== 'wecom' && isThere(account));
  const meant = names.flatMap((name) => {
    if (name === 'all') return open;
    if (name.startsWith('role:')) return open.filter((account) => account.role === roleOf(name));
    const account = accountNamed(matrix, name);
    if (!isThere(account)) throw closed(account, stateOf(account));
    return [account];
  });
  if (meant.length === 0) throw nobody(names);
  return [...new Set(meant)];
}

function roleOf(name: string): MatrixAccount['role'] {
  const role = (['main', 'boutique', 'ordinary'] as const).find((each) => `role:${each}` === name);
  if (role) return role;
  throw new AskedWrongly({
    code: 'repost-accounts',
    message: `${name} is no role of an account`,
    remedy: 'Use role:main, role:boutique or role:ordinary.',
  });
}

function nobody(names: readonly string[]): AskedWrongly {
  return new AskedWrongly({
    code: 'repost-accounts',
    message: names.length === 0 ? 'nothing says which accounts carry it' : `${names.join(', ')} means no account`,
    remedy: 'Name them with --accounts: ids, role:ordinary, or all; `govcast channel list` shows them.',
  });
}

function closed({ id, name }: MatrixAccount, state: string): Refused {
  return new Refused({
    code: 'channel-closed',
    message: `the account ${id} (${name}) is ${state}`,
    place: id,
    remedy: 'Leave it out.',
  });
}
