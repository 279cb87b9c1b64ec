/** What a row says: what it is, what is wrong, the remedy or the reason, and its one verb with where it leads. Pure. */
import words from '../../../content/wording/console/today.yaml';
import { say } from '../look/say.ts';
import { dayOf, dayWords, momentWords } from '../look/time-words.ts';
import { questionWords } from './question-words.ts';
import { ruleNamed } from './rule-words.ts';
import type { RowOf, RowWords, TodayRow } from './today-types.ts';

interface Seen {
  now: number;
  isMine: boolean;
}

const DAY_MS = 86_400_000;
const text = words.row;

export function rowWords(row: TodayRow, seen: Seen): RowWords {
  switch (row.kind) {
    case 'clock':
      return clockWords(row, seen.now);
    case 'column':
      return columnWords(row);
    case 'confirmation':
    case 'doubt':
    case 'question':
      return questionWords(row);
    case 'signature':
    case 'gate':
      return signatureWords(row, seen);
    case 'returned':
      return {
        ...named(
          'returned',
          say(text.returned.says, { title: row.title }),
          say(text.returned.second, { by: row.by, opinion: row.opinion }),
        ),
        href: `/posts/${row.post}`,
      };
    case 'repost':
      return repostWords(row);
    case 'requests':
      return requestWords(row, seen.now);
    case 'owed':
      return owedWords(row);
    case 'blackout':
      return {
        ...named(
          'blackout',
          say(text.blackout.says, { n: row.count }),
          say(text.blackout.second, { reason: row.reason }),
        ),
        href: null,
      };
    case 'obstacle':
      return obstacleWords(row, seen.now);
    case 'pairing':
      return pairingWords(row);
    case 'task': {
      const { title, section, name } = row;
      const said = named('task', say(text.task.says, { title }), say(text.task.second, { section, name }));
      return { ...said, verb: seen.isMine ? said.verb : '', href: null };
    }
  }
}

function named(kind: keyof typeof words.kind & keyof typeof words.verb, says: string, second: string) {
  return { kind: words.kind[kind], says, second, verb: words.verb[kind] };
}

function clockWords(row: RowOf<'clock'>, now: number): RowWords {
  const { rule, lastUpdateAt, level, historyUnknown, plannedAt, proposals, best, section, channelName } = row;
  const n = lastUpdateAt === null ? 0 : daysBetween(lastUpdateAt, now);
  const isWithin = rule.kind === 'within';
  // What would carry it on is not asked for before it is known whether it is over long since.
  if (historyUnknown)
    return {
      kind: channelName,
      says: say(text.clock.unknown, { rule: ruleNamed(rule) }),
      second: text.clock.history,
      verb: words.verb.clockHistory,
      href: historyHref(row.channel),
    };
  const template = !isWithin
    ? text.clock.period
    : lastUpdateAt === null
      ? text.clock.missing
      : level === 'breached'
        ? text.clock.over
        : text.clock.soon;
  const second =
    plannedAt !== null
      ? say(text.clock.planned, { section, moment: momentWords(plannedAt, now) })
      : best === null
        ? say(text.clock.none, { section })
        : say(text.clock.best, { section, n: proposals, title: best });
  const isPlanned = plannedAt !== null;
  return {
    ...{ kind: channelName, says: say(template, { n, rule: ruleNamed(rule) }), second },
    verb: isPlanned ? words.verb.clockPlanned : words.verb.clock,
    href: isPlanned ? `/calendar?channel=${row.channel}&on=${dayOf(plannedAt)}` : null,
  };
}

/** Where an account's past is read or entered. */
export function historyHref(channel: string): string {
  return `/matrix?account=${channel}&archive=${channel}`;
}

function columnWords(row: RowOf<'column'>): RowWords {
  const { name, rule, level, sections, column } = row;
  const template = level === 'breached' ? text.column.over : text.column.soon;
  const second = sections.length > 0 ? say(text.column.second, { sections: sections.join('、') }) : text.column.nobody;
  return {
    ...named('column', say(template, { name, rule: ruleNamed(rule) }), second),
    href: `/items?tab=columns&column=${column}`,
  };
}

function signatureWords(row: RowOf<'signature' | 'gate'>, { now, isMine }: Seen): RowWords {
  const { title, isBundle, after, gates, goesAt, channels, post } = row;
  const goes =
    goesAt === null
      ? text.signature.unplaced
      : say(text.signature.goes, { moment: momentWords(goesAt, now), n: channels });
  const href = `/review/${post}`;
  if (row.kind === 'gate') {
    const named = gates.join('、');
    return {
      ...{ kind: words.kind.gate, says: say(text.gate.says, { title, gates: named }) },
      ...{ second: say(text.gate.second, { gates: named, goes }), verb: words.verb.gate, href },
    };
  }
  const [mine, others] = isBundle
    ? [text.signature.bundle, text.signature.othersBundle]
    : [text.signature.says, text.signature.others];
  const then = after === null ? text.signature.last : say(text.signature.after, { after });
  return {
    ...{ kind: words.kind.signature, says: say(isMine ? mine : others, { title }) },
    ...{ second: isMine ? `${then}；${goes}` : goes, verb: isMine ? words.verb.signature : words.verb.look, href },
  };
}

function repostWords({ title, done, owed, missing, task }: RowOf<'repost'>): RowWords {
  const first = missing.slice(0, 3).join('、');
  const list = missing.length > 3 ? say(text.repost.more, { names: first }) : first;
  return {
    ...named(
      'repost',
      say(text.repost.says, { n: missing.length, title }),
      say(text.repost.second, { done, owed, missing: list }),
    ),
    href: `/matrix?task=${task}`,
  };
}

function requestWords(row: RowOf<'requests'>, now: number): RowWords {
  const { count, isCut, kinds, first, isLate, dueAt } = row;
  const list = kinds
    .slice(0, 3)
    .map((each) => say(text.requests.kind, { name: each.name, n: each.count }))
    .join('、');
  const isToday = dueAt !== null && dueAt - now < DAY_MS && daysBetween(now, dueAt) === 0;
  const template = isLate ? text.requests.late : isToday ? text.requests.today : text.requests.next;
  const unit = words.unit[first.unit];
  const second =
    first.number === null
      ? say(text.requests.firstPlain, { kind: first.kind, days: first.days, unit: ` ${unit}` })
      : say(text.requests.first, { number: first.number, intake: first.intake, days: first.days, unit });
  return {
    kind: say(isCut ? words.kind.requestsMore : words.kind.requests, { n: count }),
    says: say(template, { kinds: list, day: dueAt === null ? '' : dayWords(dueAt, now) }),
    ...{ second, verb: words.verb.requests, href: `/requests/${first.id}` },
  };
}

function owedWords(row: RowOf<'owed'>): RowWords {
  const { bundle, title, documentNumber, what, subject, sentence, more } = row;
  const kinds: Readonly<Record<string, string>> = text.owed.what;
  const named = what === 'plan-line' || what === 'head' ? subject : (kinds[what] ?? subject);
  const says =
    documentNumber === null
      ? say(text.owed.untitled, { title, what: named })
      : say(text.owed.says, { number: documentNumber, what: named });
  const isQuestions = /问答/.test(named);
  return {
    ...{ kind: words.kind.owed, says, href: `/bundles/${bundle}` },
    second: more > 0 ? `${sentence}${say(text.owed.more, { n: more })}` : sentence,
    verb: isQuestions ? words.verb.qa : words.verb.owed,
  };
}

function obstacleWords(row: RowOf<'obstacle'>, now: number): RowWords {
  const { title, channelName: channel, obstacle, nextPossibleAt } = row;
  const second =
    nextPossibleAt === null
      ? say(text.obstacle.second, { obstacle })
      : say(text.obstacle.next, { obstacle, moment: momentWords(nextPossibleAt, now) });
  return {
    ...named('obstacle', say(text.obstacle.says, { title, channel }), second),
    href: `/calendar?channel=${row.channel}`,
  };
}

function pairingWords({ title, interpretation, count, bundle }: RowOf<'pairing'>): RowWords {
  const second = count > 1 ? say(text.pairing.more, { n: count - 1 }) : text.pairing.second;
  return { ...named('pairing', say(text.pairing.says, { interpretation, title }), second), href: `/bundles/${bundle}` };
}

/** Whole Beijing days from one moment to a later one. */
function daysBetween(from: number, to: number): number {
  const day = (at: number) => Math.floor((at + 8 * 3_600_000) / DAY_MS);
  return day(to) - day(from);
}
