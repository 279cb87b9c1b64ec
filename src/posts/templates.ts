import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid, LiquidError } from 'liquidjs';
import { FixContent } from '../errors.ts';

export const templateNames = [
  'policy',
  'interpretation',
  'points',
  'parts',
  'part',
  'news',
  'notice',
  'repost',
  'consultation',
  'guide',
  'topic',
  'experience',
  'generic',
] as const;
export type TemplateName = (typeof templateNames)[number];

/**
 * What a template in content/templates may use. Texts are escaped when printed; only `body`, `result` and the `html` of
 * a part are HTML and are printed with `| raw`. A value that is not known is an empty text or list, never invented.
 */
export interface TemplateInput {
  /** Address of the original, for texts that print it; 阅读原文 carries it anyway. */
  address: string;
  /** Names of attached files: an account cannot carry them, the original can. */
  attachments: string[];
  /** Who wrote the original (N-09). */
  author: string;
  /** Body of the page or file, HTML. Templates put things around it and never change it. */
  body: string;
  /** E-02: the days of a consultation, `2026年11月20日`. */
  closesOn: string;
  /** Other articles of the same post, with their places in it. */
  companions: { title: string; position: number }[];
  /** Policies of a topic (C-09), in the chosen order. */
  entries: TopicEntry[];
  /** Form of an interpretation in Chinese: 图解, 文字, 问答 … */
  form: string;
  /** Interpretations that the post has no place for. */
  further: { title: string; url: string }[];
  /** E-06: the seven fields of a service guide that are not in the body, each a list of lines. */
  guide: { name: string; lines: string[] }[];
  /** Issuing office. */
  issuer: string;
  /** The whole title where an article may come to carry a shorter one, else empty. */
  longTitle: string;
  /** the marking in brackets, in the words of the office; empty when it is printed already or nobody has marked it. */
  marking: string;
  /** 发文字号 */
  number: string;
  /** The office that publishes. */
  office: string;
  opensOn: string;
  /** One article of several parts: 原文要点, 一图读懂, 问答. */
  parts: { name: string; html: string }[];
  /** Addresses of the pictures of a text of which only key points are printed. */
  pictures: string[];
  /** Title of the policy that an interpretation explains. */
  policyTitle: string;
  /** Portal publication in Beijing, `2026年11月20日`. */
  publishedOn: string;
  /** Address of a picture with the QR code of the full text; empty when there is none. */
  qr: string;
  /** E-02: what became of the opinions, HTML. */
  result: string;
  /** Key points, letter by letter from the document. */
  sections: { heading: string; points: string[] }[];
  /** Where the text comes from, as the page says. */
  source: string;
  /** Tables of the document that the key points leave out. */
  tables: number;
  /** 政策咨询电话 (I-10) */
  telephone: string;
  title: string;
  /** O-17: the unit that a good practice comes from. */
  unit: string;
  /** Ways to reply to a consultation. */
  ways: string[];
}

export interface TopicEntry {
  title: string;
  issuer: string;
  number: string;
  url: string;
  /** Where the same post has an article of it; 0 when it has none. */
  position: number;
}

/** What a template prints when nothing is known. */
export const blankInput: TemplateInput = {
  ...{ address: '', attachments: [], author: '', body: '', closesOn: '', companions: [], entries: [], form: '' },
  ...{ further: [], guide: [], issuer: '', longTitle: '', marking: '', number: '', office: '', opensOn: '' },
  ...{
    parts: [],
    pictures: [],
    policyTitle: '',
    publishedOn: '',
    qr: '',
    result: '',
    sections: [],
    source: '',
    tables: 0,
  },
  ...{ telephone: '', title: '', unit: '', ways: [] },
};

/** Templates that were read and parsed once. */
export interface Templates {
  /** @throws FixContent naming file and line when a template uses what does not exist */
  render: (name: TemplateName, input: TemplateInput) => string;
}

/**
 * Reads every template of a folder.
 * @throws FixContent naming file and line when one is missing or broken
 */
export function readTemplates(folder: string): Templates {
  const liquid = new Liquid({
    outputEscape: 'escape',
    strictVariables: true,
    strictFilters: true,
    relativeReference: false,
  });
  const parsed = new Map(templateNames.map((name) => [name, parse(liquid, join(folder, `${name}.liquid`))]));
  const render = (name: TemplateName, input: TemplateInput): string => {
    const file = join(folder, `${name}.liquid`);
    return naming(file, () => String(liquid.renderSync(parsed.get(name) ?? [], input)));
  };
  return { render };
}

function parse(liquid: Liquid, file: string) {
  return naming(file, () => liquid.parse(readFileSync(file, 'utf8'), file));
}

function naming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const line = LiquidError.is(cause) ? Number(cause.token.getPosition()[0]) : 1;
    const said = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new FixContent({
      code: 'template',
      message: `the template ${file} cannot be used: ${said}`,
      place: `${file}:${line}`,
      remedy: 'Mend this line; content/templates/README.md lists what a template may use.',
      cause,
    });
  }
}
