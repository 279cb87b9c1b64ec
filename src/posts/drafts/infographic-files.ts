import { readdir } from 'node:fs/promises';
import { stringify } from 'yaml';
import { FixContent } from '../../errors.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { altText } from '../infographic/alt-text.ts';
import type { Infographic } from '../infographic/infographic.ts';
import type { Look } from '../infographic/look.ts';
import { renderInfographic } from '../infographic/render-infographic.ts';
import { type DraftFile, removeDrafts } from './write-drafts.ts';

/** Says what in a text points to a person; the checks of review, which stand further right, are passed in. */
export type FindPersonal = (text: string) => { excerpt: string; masked: string }[];

export interface DrawnInfographic {
  /** `name-1.png` … from top to bottom. */
  pictures: DraftFile[];
  /** Lines of Markdown that show them, with the whole text of the picture for those who cannot see it. */
  markdown: string;
  /** Characters for which there is no letter; a box stands in their place. */
  missing: string[];
}

const comment = ` 一图读懂草稿。改动文字后运行：govcast draft render 本文件
 核对无误后在 confirmed_by 写上核对人，图上的“机器起草”字样就不再出现。
 design：blue、red、green 或 content/infographics 里的其他版式。
 blocks 的种类：callout（一句话）、figures（数字卡片）、list（条目，sign 可为 number、check、cross、dot）、
 steps（步骤）、timeline（时间）、table（表格）、contacts（联系方式）。from 是原文所在条款。`;

/** The draft that a person edits. */
export function infographicYaml(infographic: Infographic): string {
  const body = stringify(infographic, { lineWidth: 0 });
  return `${comment.replace(/^/gm, '#')}\n${body}`;
}

/**
 * Draws the pictures of an infographic under a name.
 * @throws FixContent when its text holds what points to a person: nobody can check it on a picture any more
 */
export async function drawInfographic(
  infographic: Infographic,
  name: string,
  look: Look,
  findPersonal: FindPersonal,
): Promise<DrawnInfographic> {
  const lines = altText(infographic, look.labels);
  refusePersonal(lines.join('\n'), name, findPersonal);
  const { slices, missing } = await renderInfographic(infographic, look);
  const pictures = slices.map(({ png }, i) => ({ name: `${name}-${i + 1}.png`, bytes: png }));
  return { pictures, missing, markdown: pictureLines(infographic, name, pictures.length, look) };
}

/** The lines that show the pictures: the first says everything, the others which part they are. */
export function pictureLines(infographic: Infographic, name: string, count: number, { labels }: Look): string {
  const whole = altText(infographic, labels)
    .map((line) => (/[。；：！？，]$/u.test(line) ? line : `${line}。`))
    .join('');
  const lines = Array.from({ length: count }, (_, i) => {
    const alt = i === 0 ? whole : `${labels.kicker}：${infographic.title}（${i + 1}/${count}）`;
    return `![${escapeMarkdown(alt)}](<${name}-${i + 1}.png>)`;
  });
  return lines.join('\n\n');
}

/** Whether a line of Markdown shows a picture of this name; see pictureLines. */
export function showsPicture(line: string, name: string): boolean {
  const target = /\]\(<?([^()<>]+\.png)>?\)\s*$/u.exec(line)?.[1];
  return line.startsWith('![') && target !== undefined && isPictureOf(decoded(target), name);
}

/** Takes away the pictures of an earlier, longer drawing that nobody has touched. */
export async function removeOldPictures(folder: string, name: string, count: number): Promise<void> {
  const names = (await readdir(folder)).filter((file) => isPictureOf(file, name));
  await removeDrafts(
    folder,
    names.filter((file) => Number(file.slice(name.length + 1, -4)) > count),
  );
}

/** `name-3.png`. */
function isPictureOf(file: string, name: string): boolean {
  return file.startsWith(`${name}-`) && /^\d+\.png$/.test(file.slice(name.length + 1));
}

function decoded(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function refusePersonal(text: string, place: string, findPersonal: FindPersonal): void {
  const [found] = findPersonal(text);
  if (!found) return;
  throw new FixContent({
    code: 'draft-personal-data',
    message: `the picture would show ${found.masked}, which points to a person`,
    place,
    remedy: 'Take it out of the YAML file or mask it, then render again.',
  });
}
