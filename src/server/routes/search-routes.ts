/** One search over what people look for: pages, acts, titles, document numbers, numbers of requests, accounts. */
import { join } from 'node:path';
import { z } from 'zod';
import type { Person, Role } from '../../config/people.ts';
import { readYaml } from '../../config/read-yaml.ts';
import type { Govcast } from '../../govcast.ts';
import { meantNumbers, requestsByNumber } from '../../inbox/find-by-number.ts';
import { sectionSeen } from '../../inbox/see-request.ts';
import { bundleTitles } from '../../policy/bundle-titles.ts';
import { itemTitles } from '../../portal/item-titles.ts';
import { postTitles } from '../../posts/post-titles.ts';
import type { Titled } from '../../store/titled.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { folded, type InitialsOf, readsAs, withOneSlip } from '../search/match-title.ts';
import { readInitials } from '../search/pinyin-initials.ts';
import { type ReadTitles, TitleIndex } from '../search/title-index.ts';

const kinds = ['page', 'act', 'channel', 'request', 'bundle', 'post', 'item'] as const;

const hit = z.object({
  kind: z.enum(kinds),
  id: z.string(),
  title: z.string(),
  /** Document number, number of a request; null where there is none. */
  number: z.string().nullable(),
});
type Hit = z.output<typeof hit>;

/** Hits of one kind; pages are few, and the console takes those out that the reader may not open. */
const EACH = 6;

/** Whose work a kind is; the same people who may open its page. */
const making: readonly Role[] = ['editor', 'section-head', 'leader', 'secrecy'];
const answering: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

const frameWords = z.object({ nav: z.record(z.string(), z.string()), acts: z.record(z.string(), z.string()) });
const systemWords = z.object({
  system: z.object({ title: z.string(), tabs: z.string() }).catchall(z.string()),
  systemAlso: z.record(z.string(), z.array(z.string())),
});

/** Something of the house that is found by its name. */
interface Named {
  hit: Hit;
  /** Its own name first. */
  names: string[];
  /** The page that it is a part of; that page's name alone does not find it. */
  of?: string;
}

/** What a search needs in memory. */
interface Search {
  initialsOf: InitialsOf;
  titles: Record<'bundle' | 'post' | 'item', TitleIndex>;
}

async function openSearch(db: Govcast['acting']['db']): Promise<Search> {
  const initialsOf = await readInitials();
  const index = (read: ReadTitles) => new TitleIndex(read, initialsOf);
  return {
    initialsOf,
    titles: {
      bundle: index((after, limit) => bundleTitles(db, after, limit)),
      post: index((after, limit) => postTitles(db, after, limit)),
      item: index((after, limit) => itemTitles(db, after, limit)),
    },
  };
}

export function searchRoutes({ acting: { db }, clock, config, environment }: Govcast): ApiRoute[] {
  let opened: Promise<Search> | null = null;
  const wording = join(environment.contentFolder, 'wording', 'console');
  const { nav, acts } = readYaml(join(wording, 'frame.yaml'), frameWords).value;
  const inSystem = readYaml(join(wording, 'access.yaml'), systemWords).value;
  const named = [
    ...Object.entries(nav).map(([id, title]) => namedBy('page', id, title)),
    ...tabsOf(inSystem),
    ...Object.entries(acts).map(([id, title]) => namedBy('act', id, title)),
    ...config.channels.map(({ id, name }) => namedBy('channel', id, name)),
  ];
  const byTitle = async (titles: TitleIndex, kind: keyof Search['titles'], q: string): Promise<Hit[]> => {
    await titles.refresh();
    const found = await titles.find(q, EACH);
    return found.map(({ id, title, number }: Titled) => ({ kind, id, title, number }));
  };
  return [
    route({
      method: 'GET',
      path: '/search',
      summary:
        'Pages, acts, accounts, requests, bundles, posts and items by a word, a number, initials of pinyin, or nearly',
      admits: 'everyone',
      query: z.object({ q: z.string().min(1).max(60) }),
      answer: z.object({ hits: z.array(hit) }),
      handle: async ({ query: { q }, caller: { person } }) => {
        opened ??= openSearch(db);
        const { initialsOf, titles } = await opened;
        const hits = namedAs(named, q, initialsOf);
        if (holds(person, answering)) hits.push(...(await byNumber(q, person)));
        if (holds(person, making))
          for (const kind of ['bundle', 'post', 'item'] as const) hits.push(...(await byTitle(titles[kind], kind, q)));
        return { hits };
      },
    }),
  ];

  async function byNumber(q: string, person: Person): Promise<Hit[]> {
    const year = new Date(clock.now() + 8 * 3_600_000).getUTCFullYear();
    const found = await requestsByNumber(db, meantNumbers(q, year), sectionSeen(person));
    return found.map(({ id, number, section }) => ({
      kind: 'request',
      id,
      title: config.people.sections.find((s) => s.id === section)?.name ?? section,
      number,
    }));
  }
}

function holds(person: Person, roles: readonly Role[]): boolean {
  return roles.some((role) => person.roles.includes(role));
}

function namedBy(kind: Hit['kind'], id: string, title: string): Named {
  return { hit: { kind, id, title, number: null }, names: [title] };
}

/** The tabs of 系统, pages with an address of their own. */
function tabsOf({ system: { title, tabs: _, ...tabs }, systemAlso }: z.output<typeof systemWords>): Named[] {
  return Object.entries(tabs).map(([id, name]) => ({
    hit: { kind: 'page', id: `system/${id}`, title: `${title} › ${name}`, number: null },
    names: [name, ...(systemAlso[id] ?? [])],
    of: title,
  }));
}

/** Names of the house, few enough to look at all of them. */
function namedAs(named: readonly Named[], q: string, initialsOf: InitialsOf): Hit[] {
  const wanted = folded(q);
  if (wanted === '') return [];
  const foundBy = (fits: (name: string) => boolean) =>
    named.filter(
      ({ names, of = '' }) =>
        names.some((name) => fits(folded(name))) || (wanted.length > of.length && fits(folded(of + names[0]))),
    );
  const plainly = foundBy((name) => readsAs(name, wanted, initialsOf));
  const slips = plainly.length > 0 ? null : withOneSlip(wanted);
  const found = (slips ? foundBy(slips) : plainly).map(({ hit }) => hit);
  return kinds.flatMap((kind) => {
    const ofKind = found.filter((of) => of.kind === kind);
    return kind === 'page' ? ofKind : ofKind.slice(0, EACH);
  });
}
