/** The matrix as people read it at a terminal. */
import type { ReviewedAccount } from '../channels/list-account-reviews.ts';
import type { ListedChannel, ListedOutside } from '../channels/list-channels.ts';
import type { ListedFiling, Unfiled } from '../channels/list-filings.ts';
import { table } from './terminal.ts';

export function matrixTable(channels: readonly ListedChannel[], outside: readonly ListedOutside[]): string {
  const ours = channels.map((c) => [
    ...[c.id, c.name, c.kind, c.role, c.owner, c.acts.join(' ')],
    c.life === 'running' ? runningState(c) : c.life,
  ]);
  const others = outside.map((o) => [
    ...[o.id, o.name, o.platform, o.role, o.owner, 'by others'],
    o.life === 'running' ? 'runs' : o.life,
  ]);
  return table(['channel', 'name', 'kind', 'role', 'owner', 'acts', 'state'], [...ours, ...others]);
}

function runningState(c: ListedChannel): string {
  if (c.paused) return `paused ${c.paused.at} by ${c.paused.by}: ${c.paused.reason}`;
  if (c.handOff === 'always') return 'by hand';
  return c.sandbox ? 'rehearses' : 'runs';
}

export function filingsText(filings: readonly ListedFiling[], unfiled: readonly Unfiled[]): string {
  const rows = filings.map((f) => [
    ...[f.on, f.until, f.account, `${f.event} ${f.eventName}`, f.unit, f.number ?? 'unfiled', f.filedOn],
    ...[f.reason, f.recordedBy],
  ]);
  const head = ['on', 'until', 'account', 'event', 'unit', 'number', 'filed on', 'reason', 'recorded by'];
  const open = unfiled.map(
    (u) => `not filed: ${u.account} ${u.event} ${u.on}${u.unit === null ? ', not recorded' : ''}`,
  );
  return [table(head, rows, 'nothing was filed'), ...open].join('\n');
}

export function reviewTable(accounts: readonly ReviewedAccount[]): string {
  const rows = accounts.map((a) => [
    ...[a.account, a.name, a.role, a.state, a.updates ?? 'not entered', a.reads ?? 'not entered'],
    a.followers ?? 'not entered',
    a.decision === null ? 'keep, merge or close?' : `${a.decision} ${a.mergeInto ?? ''} by ${a.decidedBy}`,
  ]);
  const head = ['account', 'name', 'role', 'state', 'updates', 'reads', 'followers', 'decision'];
  return table(head, rows, 'no account was there in that year');
}
