import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid, LiquidError } from 'liquidjs';
import { FixContent } from '../errors.ts';

export const templateNames = ['policy', 'interpretation', 'news', 'notice', 'generic'] as const;
export type TemplateName = (typeof templateNames)[number];

/**
 * What a template in content/templates may use. Texts are escaped when printed; only `body` is HTML and is printed
 * with `| raw`. A value that is not known is an empty text, never invented.
 */
export interface TemplateInput {
  title: string;
  /** Body of the page or file, HTML. Templates put things around it and never change it. */
  body: string;
  /** 发文字号 */
  number: string;
  /** Issuing office. */
  issuer: string;
  /** Portal publication in Beijing, `2026年11月20日`. */
  publishedOn: string;
  /** Where the text comes from, as the page says. */
  source: string;
  /** Form of an interpretation in Chinese: 图解, 文字, 问答 … */
  form: string;
  /** 政策咨询电话 (I-10) */
  telephone: string;
  /** The office that publishes. */
  office: string;
  /** Title of the policy that an interpretation explains. */
  policyTitle: string;
  /** Names of attached files: an account cannot carry them, the original can. */
  attachments: string[];
}

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
