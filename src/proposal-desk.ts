/** What proposals need from the rest of the house; commands, routes, loops and notices build from here. */
import { sourceId } from './config/portals.ts';
import { queueEverywhere } from './delivery/queue-everywhere.ts';
import { Refused } from './errors.ts';
import type { Govcast } from './govcast.ts';
import type { Actor } from './ledger/append.ts';
import type { FetchBytes } from './posts/fetch-images.ts';
import { findPost } from './posts/post-store.ts';
import { saveSubject } from './posts/save-subject.ts';
import { type QueueHouse, queueParts } from './queue-parts.ts';
import { findingsOf } from './review/submit-post.ts';
import { clockedChannels } from './schedule/clocked-channels.ts';
import { type Ref, refText } from './schedule/proposals/candidate.ts';
import { keyItem } from './schedule/proposals/find-candidates.ts';
import type { ProposalDesk } from './schedule/proposals/list-proposals.ts';
import type { TakeParts } from './schedule/proposals/take-proposal.ts';
import { saveSeason } from './schedule/seasons/save-season.ts';
import { seasonDay } from './schedule/seasons/season-day.ts';

/** What of a running govcast proposals use. */
export type ProposalHouse = QueueHouse &
  Pick<Govcast, 'calendar' | 'channelConfig' | 'clock' | 'composing' | 'config' | 'proposalWording' | 'seasons'>;

/** What listing reads. */
export async function proposalDesk(govcast: ProposalHouse): Promise<ProposalDesk> {
  const { acting, calendar, config, proposalWording: wording, reviewing, seasons } = govcast;
  return {
    ...{ db: acting.db, calendar, cadence: config.cadence, settings: config.settings.proposals, seasons, wording },
    channels: await clockedChannels(acting.db, config.channels),
    sources: sourceKinds(govcast),
    nameOf: (channel) => config.channels.find(({ id }) => id === channel)?.name ?? channel,
    blockingOf: async (db, post) => (await findingsOf(db, reviewing, post)).blocking.length,
  };
}

/** Sources by id, with the kind of their column. */
export function sourceKinds({ config }: Pick<Govcast, 'config'>): Map<string, string> {
  return new Map(
    config.portals.flatMap((portal) => portal.columns.map((column) => [sourceId(portal, column), column.kind])),
  );
}

/** What taking does. */
export function takeParts(
  govcast: ProposalHouse,
  fetchBytes: FetchBytes,
): TakeParts<Awaited<ReturnType<typeof queueEverywhere>>> {
  const { acting, config } = govcast;
  const parts = queueParts(govcast);
  return {
    ...{ acting, people: config.people },
    postOf: (ref, actor) => postOf(govcast, fetchBytes, ref, actor),
    queue: (post, channels, pinnedAt, actor) => {
      const at = pinnedAt === null ? {} : { pinnedAt };
      const wishes = channels.map((id) => ({ channel: govcast.channelConfig(id), ...at }));
      return queueEverywhere(parts, post, wishes, actor);
    },
  };
}

/** The post of what is proposed: the one that is there, or a new one in the name of the person who asks. */
export async function postOf(govcast: ProposalHouse, fetchBytes: FetchBytes, ref: Ref, actor: Actor): Promise<string> {
  const { acting, calendar, composing, config, seasons } = govcast;
  const { subjectKind, subjectId } = ref;
  const desk = { composing, fetchBytes, publicUntil: config.settings.posts.publicUntil };
  if (subjectKind === 'post') {
    if (await findPost(acting.db, subjectId)) return subjectId;
    throw unknown(ref);
  }
  if (subjectKind === 'season') {
    const [id = '', year = ''] = subjectId.split(':');
    const season = seasons.find((each) => each.id === id);
    const on = season && /^\d{4}$/.test(year) ? seasonDay(calendar, season.on, Number(year)) : null;
    if (!season || on === null) throw unknown(ref);
    return saveSeason(acting, desk, { season, year: Number(year), on, until: on }, actor);
  }
  if (subjectKind === 'bundle') return saveSubject(acting, desk, { subjectKind, subjectId }, actor.person);
  const { kind, job } = await becomes(govcast, subjectId);
  return saveSubject(acting, desk, { subjectKind, subjectId, kind, job }, actor.person);
}

/** Kind and job of a page's post: as its source says in the settings, else as the key information that it is. */
async function becomes(govcast: ProposalHouse, item: string) {
  const { posts, proposals } = govcast.config.settings;
  const row = await govcast.acting.db
    .selectFrom('item')
    .select(['id', 'title', 'source', 'publishedAt'])
    .where('id', '=', item)
    .executeTakeFirst();
  if (!row) throw unknown({ subjectKind: 'item', subjectId: item });
  const own = posts.items[row.source];
  if (own) return own;
  const read = { ...row, publishedAt: row.publishedAt ?? 0, post: null };
  const [found] = keyItem(proposals, sourceKinds(govcast), read);
  return found ? { kind: found.kind, job: found.job ?? undefined } : { kind: 'other' as const, job: undefined };
}

function unknown(ref: Ref): Refused {
  return new Refused({
    code: 'proposal-unknown',
    message: `there is no ${refText(ref)}`,
    place: refText(ref),
    remedy: 'Take the id from `govcast proposal list`.',
  });
}
