/** The matrix (矩阵): the accounts we deliver to and those that others run, seen as one list. */
import { type ChannelConfig, platforms } from '../config/channels.ts';
import { nearest } from '../config/describe-issue.ts';
import type { OutsideAccount, Platform } from '../config/outside-accounts.ts';
import { AskedWrongly } from '../errors.ts';

export interface MatrixAccount {
  id: string;
  name: string;
  platform: Platform;
  /** `wechat-subscription` …; the platform for an account that others run. */
  kind: string;
  role: 'main' | 'boutique' | 'ordinary';
  office: string;
  /** Person of people.yaml for ours, a name for others. */
  owner: string;
  /** Who is told: a person of people.yaml or an e-mail address. */
  contact: string;
  openedOn: string;
  /** Whether govcast delivers to it. */
  ours: boolean;
  /** A rehearsal account: its links may lead to this machine. */
  sandbox: boolean;
}

/** Ours first, each list in the order of channels.yaml. */
export function matrixAccounts(
  channels: readonly ChannelConfig[],
  outside: readonly OutsideAccount[],
): MatrixAccount[] {
  return [
    ...channels.map(({ id, name, kind, role, office, owner, openedOn, sandbox }) => {
      const rest = { kind, role, office, owner, contact: owner, openedOn, sandbox };
      return { id, name, platform: platforms[kind], ours: true, ...rest };
    }),
    ...outside.map(({ id, name, platform, role, office, owner, contact, openedOn, sandbox }) => {
      const rest = { role, office, owner, contact, openedOn, sandbox };
      return { id, name, platform, kind: platform, ours: false, ...rest };
    }),
  ];
}

/**
 * The account of an id, or `main`.
 * @throws AskedWrongly with the nearest name and all there are
 */
export function accountNamed(matrix: readonly MatrixAccount[], name: string): MatrixAccount {
  const found = matrix.find((a) => a.id === name) ?? (name === 'main' ? matrix.find((a) => a.role === 'main') : null);
  if (found) return found;
  const known = matrix.map((a) => a.id);
  const near = nearest(name, ['main', ...known]);
  throw new AskedWrongly({
    code: 'account-unknown',
    message: `there is no account ${name} in the matrix`,
    place: name,
    remedy: `${near ? `Did you mean ${near}? ` : ''}Use main or one of ${known.join(', ')}.`,
  });
}
