import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../../config/read-yaml.ts';
import { Refused } from '../../errors.ts';
import type { Article } from '../../portal/article.ts';
import type { FindPersonal } from '../drafts/infographic-files.ts';
import type { DraftedMark } from '../post.ts';
import type { QuestionDraft } from '../questions/draft-questions.ts';
import type { ProposedWording } from '../questions/questions-markdown.ts';
import { type AskModel, garbled, type ModelMessage } from './ask-model.ts';
import { unsourcedWords } from './unsourced-words.ts';

const promptSchema = z.strictObject({ system: z.string().min(1), user: z.string().min(1) });
export type ModelPrompt = z.infer<typeof promptSchema>;

/** No more of a text is sent, UTF-16 code units. */
const MOST_SENT = 20_000;
const LIMITS = { digest: 120, point: 80, points: 6, question: 40 };
const proposal = z.object({
  digest: z.string().nullish(),
  points: z.array(z.string()).max(50).nullish(),
  questions: z
    .array(z.object({ number: z.number(), question: z.string() }))
    .max(200)
    .nullish(),
});

/** What is said to the model (content/wording/model-prompt.yaml). @throws ConfigProblems naming file and line */
export function readModelPrompt(contentFolder: string): ModelPrompt {
  return readYaml(join(contentFolder, 'wording', 'model-prompt.yaml'), promptSchema).value;
}

export interface Proposing {
  model: string;
  ask: AskModel;
  prompt: ModelPrompt;
  findPersonal: FindPersonal;
}

/**
 * Asks a model for a digest, key points and other words for the questions. Answers stay quotes whatever it says. The mark
 * that comes with it lists every sentence of the model and whatever in them the original does not have.
 * @throws Refused for a page that is not public, or that holds what points to a person: it is not sent
 * @throws CallPerson `model-answer` for an answer that cannot be used; and what the call throws
 */
export async function proposeWording(
  article: Article,
  questions: readonly QuestionDraft[],
  { model, ask, prompt, findPersonal }: Proposing,
): Promise<{ proposed: ProposedWording; mark: DraftedMark }> {
  const messages = messagesFor(article, questions, prompt);
  refuseToSend(article, messages, findPersonal);
  const proposed = readProposal(await ask(messages), questions.length);
  const wrote = [...(proposed.digest ? [proposed.digest] : []), ...proposed.points, ...proposed.questions.values()];
  const source = [article.title, article.number, article.issuer, article.text].join('\n');
  const unsourced = [...new Set(wrote.flatMap((sentence) => unsourcedWords(sentence, source)))];
  return { proposed, mark: wrote.length === 0 ? { by: 'machine' } : { by: 'model', model, wrote, unsourced } };
}

function messagesFor(
  article: Article,
  questions: readonly QuestionDraft[],
  { system, user }: ModelPrompt,
): ModelMessage[] {
  const values: Record<string, string> = {
    title: article.title ?? '',
    questions: questions.map((q, i) => `${i + 1}. ${q.question}`).join('\n'),
    text: article.text.slice(0, MOST_SENT),
  };
  const filled = user.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return [
    { role: 'system', content: system },
    { role: 'user', content: filled },
  ];
}

function refuseToSend(article: Article, messages: readonly ModelMessage[], findPersonal: FindPersonal): void {
  const place = article.url ?? article.title ?? 'the page';
  if (article.marking === 'withheld' || article.marking === 'on-request') {
    const message = `the page is marked ${article.marking}: it is not sent to a model`;
    throw new Refused({ code: 'model-not-public', message, place, remedy: 'Draft without --propose.' });
  }
  const [found] = messages.flatMap((m) => findPersonal(m.content));
  if (!found) return;
  const message = `the text holds ${found.masked}, which points to a person: it is not sent to a model`;
  throw new Refused({ code: 'model-personal-data', message, place, remedy: 'Draft without --propose.' });
}

/** What keeps to the form and the lengths; the rest is left out, never cut. */
function readProposal(text: string, count: number): ProposedWording {
  const read = proposal.safeParse(jsonIn(text));
  if (!read.success) throw garbled('the model did not answer with the JSON it was asked for', 'model');
  const fits = (words: string | null | undefined, most: number) => {
    const plain = (words ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
    return plain !== '' && [...plain].length <= most ? plain : null;
  };
  const points = (read.data.points ?? []).flatMap((p) => fits(p, LIMITS.point) ?? []).slice(0, LIMITS.points);
  const asked = (read.data.questions ?? []).flatMap(({ number, question }): [number, string][] => {
    const words = fits(question, LIMITS.question);
    return words && Number.isInteger(number) && number >= 1 && number <= count ? [[number - 1, words]] : [];
  });
  return { digest: fits(read.data.digest, LIMITS.digest), points, questions: new Map(asked) };
}

/** The JSON object in an answer; models like to put it between fences. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return null;
  }
}
