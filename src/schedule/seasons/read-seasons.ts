import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid, LiquidError } from 'liquidjs';
import { type ConfigProblem, ConfigProblems } from '../../config/config-problem.ts';
import { readYaml } from '../../config/read-yaml.ts';
import { FixContent } from '../../errors.ts';
import { type MarkdownFile, readFrontMatter } from '../../posts/front-matter.ts';
import { type Season, seasonsSchema } from './season.ts';

/** What a season's text may name as {{ year }}: all as staff read it. */
export interface SeasonWords {
  year: string;
  /** 11月15日 */
  day: string;
  /** 供暖季 */
  name: string;
  office: string;
  telephone: string;
}

const liquid = new Liquid({ strictVariables: true, strictFilters: true, relativeReference: false });
const anyWords: SeasonWords = { year: '2026', day: '1月1日', name: '', office: '', telephone: '' };

/**
 * Reads content/seasons/*.yaml and looks once at every text that they name; a folder that is not there holds none.
 * @param channels ids of the accounts
 * @throws ConfigProblems, FixContent naming file, line and remedy
 */
export function readSeasons(contentFolder: string, channels: readonly string[]): Season[] {
  const folder = join(contentFolder, 'seasons');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^[^.~].*\.yaml$/.test(name)) : [];
  const seasons: Season[] = [];
  for (const name of names.sort()) {
    const { file, value, lineOf } = readYaml(join(folder, name), seasonsSchema);
    const problems = value.seasons.flatMap((season, i): ConfigProblem[] => [
      ...(season.channels ?? []).flatMap((id, k) =>
        channels.includes(id)
          ? []
          : [
              slip(
                file,
                lineOf(['seasons', i, 'channels', k]),
                'channels',
                'a known channel',
                id,
                `Known here: ${channels.join(', ')}.`,
              ),
            ],
      ),
      ...(seasons.some(({ id }) => id === season.id)
        ? [
            slip(
              file,
              lineOf(['seasons', i, 'id']),
              'id',
              'an id of its own',
              season.id,
              'Another file of the folder has it: take another id.',
            ),
          ]
        : []),
      ...(existsSync(join(folder, season.text))
        ? []
        : [
            slip(
              file,
              lineOf(['seasons', i, 'text']),
              'text',
              'a file in the same folder',
              season.text,
              `Write content/seasons/${season.text}, or name another.`,
            ),
          ]),
    ]);
    if (problems.length > 0) throw new ConfigProblems(problems);
    seasons.push(...value.seasons.map((season) => ({ ...season, textFile: join(folder, season.text) })));
  }
  for (const season of seasons) readSeasonText(season, { ...anyWords, name: season.name });
  return seasons;
}

/**
 * The text of a season with its words filled in.
 * @throws FixContent naming file and line when it uses what does not exist, or when its head is wrong
 */
export function readSeasonText({ textFile }: Pick<Season, 'textFile'>, words: SeasonWords): MarkdownFile {
  const text = readFileSync(textFile, 'utf8');
  let filled: string;
  try {
    filled = String(liquid.parseAndRenderSync(text, words));
  } catch (cause) {
    const line = LiquidError.is(cause) ? Number(cause.token.getPosition()[0]) : 1;
    const said = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new FixContent({
      code: 'season-text',
      message: `${textFile}:${line}: ${said}`,
      place: `${textFile}:${line}`,
      remedy: `Mend this line; a season's text may use {{ ${Object.keys(anyWords).join(' }}, {{ ')} }}.`,
      cause,
    });
  }
  return readFrontMatter(textFile, filled);
}

function slip(
  file: string,
  line: number,
  path: string,
  expected: string,
  found: string,
  remedy: string,
): ConfigProblem {
  return { code: 'config-value', file, line, path, expected, found, remedy };
}
