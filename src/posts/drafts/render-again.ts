import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseYaml } from '../../config/read-yaml.ts';
import { FixContent } from '../../errors.ts';
import { infographicSchema } from '../infographic/infographic.ts';
import { readDesign, readLabels } from '../infographic/infographic-design.ts';
import type { DraftDesk, Drafted } from './draft-policy.ts';
import { drawInfographic, removeOldPictures, showsPicture } from './infographic-files.ts';
import { isUntouched, replaceFile, writeDrafts } from './write-drafts.ts';

/**
 * Draws an edited YAML again. The pictures are replaced; in the Markdown post beside it only the lines that show them.
 * @throws ConfigProblems naming the line of the YAML; Refused `draft-edited` for a picture that a person replaced
 */
export async function renderAgain(
  file: string,
  desk: Pick<DraftDesk, 'contentFolder' | 'findPersonal'>,
): Promise<Drafted> {
  const infographic = parseYaml(file, await textOf(file), infographicSchema).value;
  const look = { labels: readLabels(desk.contentFolder), design: readDesign(desk.contentFolder, infographic.design) };
  const [folder, name] = [dirname(file), basename(file).replace(/\.ya?ml$/i, '')];
  const { pictures, markdown, missing } = await drawInfographic(infographic, name, look, desk.findPersonal);
  const files = await writeDrafts(folder, pictures);
  const post = await postWith(join(folder, `${name}.md`), name, markdown);
  if (post !== null) files.push(...(await writePost(folder, `${name}.md`, post)));
  await removeOldPictures(folder, name, pictures.length);
  return { folder, files, drafted: infographic.blocks.map((b) => b.heading), missing, findings: [] };
}

/** The post with its picture lines replaced where the first of them stands; null when there is none, or nothing new. */
async function postWith(file: string, name: string, pictures: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const first = lines.findIndex((line) => showsPicture(line, name));
  if (first < 0) return null;
  const kept: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (i === first) kept.push(pictures);
    else if (showsPicture(line, name) && kept.at(-1)?.trim() === '') kept.pop();
    else if (!showsPicture(line, name)) kept.push(line);
  }
  const changed = kept.join('\n');
  return changed === text ? null : changed;
}

/** A post that only the machine has written stays so; an edited one keeps counting as a person's. */
async function writePost(folder: string, name: string, text: string): Promise<string[]> {
  const bytes = Buffer.from(text);
  if (await isUntouched(folder, name)) return await writeDrafts(folder, [{ name, bytes }]);
  await replaceFile(join(folder, name), bytes);
  return [join(folder, name)];
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new FixContent({
      code: 'draft-file',
      message: `${file} cannot be read`,
      place: file,
      remedy: 'Give the YAML file that `govcast draft infographic` wrote.',
      cause,
    });
  }
}
