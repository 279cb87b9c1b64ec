import words from '../../../content/wording/console/today.yaml';
import { say } from '../look/say.ts';
import type { RowOf, RowWords } from './today-types.ts';

/** How a question is meant, by its kind: what the row says and which verb it has. */
const failed = new Set(['refused', 'account', 'account-closed', 'failing', 'content', 'gone']);
const verbs: Readonly<Record<string, string>> = {
  doubt: words.verb.check,
  silent: words.verb.check,
  gone: words.verb.check,
  late: words.verb.decide,
  content: words.verb.fix,
  'hand-off': words.verb.paste,
  'hand-off-void': words.verb.check,
  'account-closed': words.verb.decide,
};
const MOST_SECOND = 60;

/** What to do; beside the button of 人工发布 in fewer words. */
export function remedyWords(kind: string, remedy: string): string {
  return kind === 'hand-off' ? words.panel.byHand : remedy;
}

/** A delivery that waits, in the words of its row; all of them open the panel of the delivery. */
export function questionWords(row: RowOf<'confirmation' | 'doubt' | 'question'>): RowWords {
  const { title, channelName: channel } = row;
  if (row.kind !== 'question') {
    const text = words.row[row.kind];
    return {
      ...{ kind: words.kind[row.kind], says: say(text.says, { title }), second: say(text.second, { channel }) },
      ...{ verb: words.verb[row.kind], href: null },
    };
  }
  const { asks, cause, seen } = row;
  const remedy = remedyWords(asks, row.remedy);
  const short = cause ?? firstSentence(remedy);
  const others: Readonly<Record<string, string>> = words.row.question;
  const template =
    title === '' ? words.row.question.notice : failed.has(asks) ? words.row.question.failed : others[asks];
  const code = /\d{4,}/.exec(seen)?.[0];
  return {
    kind: channel,
    says: say(template ?? words.row.question.doubt, { title, cause: short }),
    second: `${shortened(cause === null ? remedy : remedy.replace(`${cause}。`, ''))}${code ? `（${code}）` : ''}`,
    ...{ verb: verbs[asks] ?? words.verb.retry, href: null },
  };
}

function firstSentence(text: string): string {
  return text.split(/[。；：]/)[0] ?? text;
}

/** What does not fit into the second line is read in the panel. */
function shortened(text: string): string {
  return text.length > MOST_SECOND ? `${text.slice(0, MOST_SECOND)}…` : text;
}
