import { join } from 'node:path';
import { FixContent } from '../../errors.ts';
import type { Article } from '../../portal/article.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import type { Finding } from '../finding.ts';
import { draftInfographic, policyBlocks } from '../infographic/draft-infographic.ts';
import { infographicSchema } from '../infographic/infographic.ts';
import { readDesign, readLabels } from '../infographic/infographic-design.ts';
import type { DraftedMark } from '../post.ts';
import { draftQuestions, type QuestionDraft } from '../questions/draft-questions.ts';
import { readQuestionPatterns } from '../questions/question-patterns.ts';
import { nothingProposed, type ProposedWording, questionsMarkdown } from '../questions/questions-markdown.ts';
import { type PolicyStructure, structureOf } from '../structure/policy-structure.ts';
import { draftHead } from './draft-head.ts';
import { drawInfographic, type FindPersonal, infographicYaml, removeOldPictures } from './infographic-files.ts';
import { thinText } from './thin-text.ts';
import { freeName, writeDrafts } from './write-drafts.ts';

export interface DraftDesk {
  contentFolder: string;
  findPersonal: FindPersonal;
  /** Folder to write to; by default one of the policy's name in content/posts. */
  out?: string;
  /** Under a new name beside an earlier draft. */
  again?: boolean;
}

/** What `govcast draft` answers. */
export interface Drafted {
  folder: string;
  files: string[];
  /** Blocks or questions that the document gave. */
  drafted: string[];
  /** Characters that no letter could be drawn for. */
  missing: string[];
  /** What a person should know before working on it, e.g. that the text lies in an attachment. */
  findings: Finding[];
}

/**
 * A long picture of a policy: the YAML that people edit, the pictures, and a Markdown post that shows them and is held
 * back until a person has taken it over.
 * @throws Refused `draft-edited`; FixContent `draft-personal-data`
 */
export async function draftPolicyInfographic(article: Article, design: string, desk: DraftDesk): Promise<Drafted> {
  const policy = readStructure(article);
  const labels = readLabels(desk.contentFolder);
  const look = { labels, design: readDesign(desk.contentFolder, design) };
  const infographic = infographicSchema.parse(draftInfographic(policy, labels, design));
  const { folder, name } = await placeOf(policy, labels.kicker, desk);
  const drawn = await drawInfographic(infographic, name, look, desk.findPersonal);
  const head = draftHead(`${labels.kicker}${policy.name}`, policy.page, { by: 'machine' });
  const lead = policy.page.number ? `${policy.page.title ?? ''}（${policy.page.number}）` : (policy.page.title ?? '');
  const post = `${head}\n${escapeMarkdown(lead)}\n\n${drawn.markdown}\n`;
  const files = await writeDrafts(folder, [
    ...drawn.pictures,
    { name: `${name}.yaml`, bytes: Buffer.from(infographicYaml(infographic)) },
    { name: `${name}.md`, bytes: Buffer.from(post) },
  ]);
  await removeOldPictures(folder, name, drawn.pictures.length);
  const findings = thinText(article, policyBlocks(policy, labels).length === 0, desk.contentFolder);
  return { folder, files, drafted: infographic.blocks.map((b) => b.heading), missing: drawn.missing, findings };
}

/** What a model may be asked to word, and what it then proposed. */
export type Propose = (
  policy: PolicyStructure,
  article: Article,
  questions: readonly QuestionDraft[],
) => Promise<{ proposed: ProposedWording; mark: DraftedMark }>;

/**
 * Questions with answers quoted from a policy, as a Markdown post that is held back until a person has taken it over.
 * @param propose asks a model for other words; absent where no model is configured or wanted
 * @throws Refused `draft-edited`; FixContent `draft-nothing` when the document answers no question
 */
export async function draftPolicyQuestions(article: Article, desk: DraftDesk, propose?: Propose): Promise<Drafted> {
  const policy = readStructure(article);
  const patterns = readQuestionPatterns(desk.contentFolder);
  const questions = draftQuestions(policy, patterns);
  if (questions.length === 0) throw nothing(article);
  const machine: { proposed: ProposedWording; mark: DraftedMark } = {
    proposed: nothingProposed,
    mark: { by: 'machine' },
  };
  const { proposed, mark } = propose ? await propose(policy, article, questions) : machine;
  const { folder, name } = await placeOf(policy, '问答', desk);
  const text = questionsMarkdown(policy, questions, patterns, mark, proposed);
  const files = await writeDrafts(folder, [{ name: `${name}.md`, bytes: Buffer.from(text) }]);
  const findings = thinText(article, false, desk.contentFolder);
  return { folder, files, drafted: questions.map((q) => q.question), missing: [], findings };
}

function readStructure(article: Article): PolicyStructure {
  if (article.text.trim() === '') throw nothing(article);
  return structureOf(article);
}

async function placeOf({ name }: PolicyStructure, draft: string, desk: DraftDesk) {
  const folder = desk.out ?? join(desk.contentFolder, 'posts', fileName(name));
  return { folder, name: desk.again ? await freeName(folder, draft) : draft };
}

/** A title as the name of a folder on any system. */
function fileName(title: string): string {
  const plain = title
    .replace(/[《》\p{Cc}\\/:*?"<>|\s]+/gu, ' ')
    .trim()
    .replaceAll(' ', '-')
    .replace(/^\.+|\.+$/g, '');
  return [...plain].slice(0, 60).join('') || '政策';
}

function nothing({ url, title }: Article): FixContent {
  return new FixContent({
    code: 'draft-nothing',
    message: `nothing can be drafted from ${title ?? 'this page'}: it has no text that answers a question`,
    place: url ?? title ?? 'the page',
    remedy:
      'Check with `govcast extract` that the text was read; a page that is only a picture or an attachment has none.',
  });
}
