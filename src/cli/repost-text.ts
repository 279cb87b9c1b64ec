/** Repost tasks as people read them at a terminal. */
import type { ListedRepost, RepostFigures } from '../schedule/reposts/list-reposts.ts';
import type { Completion } from '../schedule/reposts/repost-duty.ts';
import type { RepostText } from '../schedule/reposts/repost-text.ts';
import type { ShownRepost } from '../schedule/reposts/show-repost.ts';
import { table } from './terminal.ts';

export function repostsTable(reposts: readonly ListedRepost[]): string {
  const rows = reposts.map((r) => [
    ...[r.task, r.title.slice(0, 30), r.issuedAt, r.dueAt, `${r.completion.inTime}/${r.completion.owed}`],
    ...[r.completion.late, r.cancelled === null ? r.overdue.join(' ') : `cancelled: ${r.cancelled}`],
  ]);
  return table(['task', 'title', 'issued', 'due', 'in time', 'late', 'overdue'], rows, 'no repost tasks');
}

export function repostText(shown: ShownRepost): string {
  const { task, title, post, url, issuedAt, dueAt, hours, cancelled, completion, accounts } = shown;
  const rows = accounts.map((a) => [
    ...[a.account, a.name, a.ours ? 'ours' : a.contact, a.overdue ? 'overdue' : a.state],
    ...[a.carriedAt ?? (a.placedAt === null ? '' : `placed ${a.placedAt}`), a.minutes],
    ...[a.proof ?? '', a.link ?? a.note ?? ''],
  ]);
  const problems = accounts.flatMap((a) =>
    a.problem === null ? [] : [`${a.account}: ${a.problem.message} (${a.problem.remedy})`],
  );
  return [
    `repost:${task} ${title} (${post === null ? url : `post:${post}`})`,
    `issued ${issuedAt}, due ${dueAt} (${hours} h; ${shown.limit.source})`,
    ...(cancelled === null ? [] : [`cancelled: ${cancelled}`]),
    table(['account', 'name', 'by', 'state', 'at', 'minutes', 'proof', 'link'], rows),
    completionText(completion),
    ...problems,
  ].join('\n');
}

export function figuresTable(accounts: readonly RepostFigures[]): string {
  const rows = accounts.map((a) => [
    ...[a.account, a.name, a.tasks, percent(a.rate), a.medianMinutes, a.inTime, a.late, a.overdue, a.excused],
    a.overdueTasks.map((t) => `${t.title.slice(0, 20)} (${t.hoursOver} h)`).join('; '),
  ]);
  const head = ['account', 'name', 'tasks', 'in time %', 'median min', 'in time', 'late', 'overdue', 'excused'];
  return table([...head, 'overdue tasks'], rows, 'no repost tasks in this time');
}

export function shareText({ title, text, link, pictures }: RepostText): string {
  return [title, '', text, '', `link: ${link ?? 'none'}`, `pictures: ${pictures.join(', ') || 'none'}`].join('\n');
}

export function completionText(c: Completion): string {
  const median = c.medianMinutes === null ? '' : `, median ${c.medianMinutes} min to carry`;
  const excused = c.excused === 0 ? '' : `, ${c.excused} excused`;
  return `${c.inTime} of ${c.owed} in time (${percent(c.rate)} %), ${c.late} late, ${c.overdue} overdue, ${c.open} open${excused}${median}`;
}

function percent(rate: number | null): string {
  return rate === null ? '–' : String(Math.round(rate * 1000) / 10);
}
