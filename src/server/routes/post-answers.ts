/** Turns what posts/ and review/ know of a text into what the pages are given. */
import type { z } from 'zod';
import type { Person } from '../../config/people.ts';
import { mayDiscard } from '../../delivery/discard-post.ts';
import type { Govcast } from '../../govcast.ts';
import { editingOf } from '../../post-desk.ts';
import { findDiscarded } from '../../posts/discard-store.ts';
import { mayEdit } from '../../posts/editing/may-edit.ts';
import { mayVoid, type WorkingArticle, type WorkingCopy } from '../../posts/editing/working-copy.ts';
import { mannersOf } from '../../posts/manner.ts';
import { jobNames, kindNames, markingNames, markings, postJobs, postKinds } from '../../posts/post.ts';
import { headWriters, type Post } from '../../posts/post-store.ts';
import { calledById } from '../../review/person-words.ts';
import { approvedReview, openReview, signaturesOf } from '../../review/review-store.ts';
import type { DiscardedPostTable } from '../../store/tables/posts.ts';
import type { choices, shownArticle, shownCopy, shownPost } from './post-shapes.ts';

type House = Pick<Govcast, 'acting' | 'composing' | 'config' | 'reviewing'>;
export type Named = { id: string; name: string };

/** A person as colleagues call him; the worker and whoever has left by a word. */
export function namer({ config }: Pick<House, 'config'>): (id: string) => Named {
  return (id) => ({ id, name: calledById(config.people, id) });
}

export function copyAnswer(
  house: House,
  copy: WorkingCopy,
  post: Pick<Post, 'contentHash'>,
): z.output<typeof shownCopy> {
  const { version, dirty, baseRevision, head, wishes, updatedAt } = copy;
  const articles = copy.articles.map((article) => articleAnswer(house, article));
  const stale = copy.baseHash !== post.contentHash;
  const updatedBy = namer(house)(copy.updatedBy);
  return { version, dirty, baseRevision, stale, head, wishes, articles, updatedAt, updatedBy };
}

export function articleAnswer(house: House, article: WorkingArticle): z.output<typeof shownArticle> {
  const name = namer(house);
  const { id, title, author, digest, body, sourceUrl, coverFrom, version, savedAt, cover, hold } = article;
  return {
    ...{ id, title, author, digest, body, sourceUrl, coverFrom, version, savedAt },
    savedBy: name(article.savedBy),
    cover: cover && { sha256: cover.sha256, width: cover.width, height: cover.height },
    hold: hold && { ...hold, person: name(hold.person), askedBy: hold.askedBy === null ? null : name(hold.askedBy) },
  };
}

export async function postAnswer(
  house: House,
  post: Post,
  copy: WorkingCopy,
  person: Person,
): Promise<z.output<typeof shownPost>> {
  const { db } = house.acting;
  const name = namer(house);
  const { id, title, state, revision, contentHash, approvedHash } = post;
  const run = state === 'approved' ? await approvedReview(db, id, approvedHash ?? '') : await openReview(db, id);
  const signatures = run ? await signaturesOf(db, run.id) : [];
  const writers = [post.author, ...(await headWriters(db, post))];
  const away = state === 'withdrawn' ? await findDiscarded(db, id) : null;
  const letsPass = person.roles.some((role) => role === 'section-head' || role === 'leader' || role === 'secrecy');
  return {
    ...{ id, title, state, revision, contentHash, author: name(post.author) },
    origin: post.subjectKind,
    originOf: post.subjectKind === 'file' ? post.subjectId : '',
    manner: mannersOf(post),
    signed: signatures.map((signature) => name(signature.person)),
    mayEdit: state !== 'withdrawn' && mayEdit(editingOf(house).who, person, post),
    ...awayRights(house, person, post, writers),
    away: away && awayAnswer(name, away),
    mayExcept: letsPass && !writers.includes(person.id),
    open: state === 'draft' || state === 'returned' || mayVoid(copy, contentHash, person.id, house.acting.clock.now()),
  };
}

/** Whether a person may put a post away as it is now, or take it up again. */
export function awayRights(
  house: House,
  person: Person,
  post: Pick<Post, 'author' | 'state'>,
  writers: readonly string[],
): { mayDiscard: boolean; mayTakeUp: boolean } {
  const { author, state } = post;
  const edits = mayEdit(editingOf(house).who, person, post);
  const open = state === 'draft' || state === 'returned' || state === 'in-review';
  return {
    mayDiscard: edits && open && mayDiscard(person, [author, ...writers]),
    mayTakeUp: edits && state === 'withdrawn',
  };
}

/** Why a post was put away, as people read it. */
export function awayAnswer(name: (id: string) => Named, { reason, person, at }: DiscardedPostTable) {
  return { reason, by: name(person), at };
}

/** What people may choose from. */
export function choicesAnswer({ config, composing }: Pick<House, 'config' | 'composing'>): z.output<typeof choices> {
  const listed = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([id, name]) => ({ id, name }));
  const main = config.channels.find(({ role }) => role === 'main');
  return {
    kinds: postKinds.map((id) => ({ id, name: kindNames[id] })),
    jobs: postJobs.map((id) => ({ id, name: jobNames[id] })),
    markings: markings.map((id) => ({ id, name: markingNames[id] })),
    channels: config.channels.map(({ id, name, kind }) => ({ id, name, kind })),
    exceptionReasons: listed(config.workflow.exceptionReasons),
    account: main?.name ?? composing.office,
    articles: composing.limits.articles,
  };
}
