/** Posts with their texts, runs of review, places, deliveries and what the public sees of them. */
import { createHash } from 'node:crypto';
import type { ReviewState } from '../../../src/store/tables/posts.ts';
import { DAY_MS, type LargeOffice, officeNow, sizes } from './large-office.ts';
import { idAt, itemId, momentOf, postId, titleOf } from './office-ids.ts';

/** Where the kinds of posts begin: the oldest are published, then come those that are planned, in review, returned, drafts. */
const { posts, planned, inReview, returned, drafts } = sizes;
export const firstDraft = posts - drafts;
export const firstReturned = firstDraft - returned;
export const firstInReview = firstReturned - inReview;
export const firstPlanned = firstInReview - planned;

const stateOf = (i: number): ReviewState =>
  i >= firstDraft ? 'draft' : i >= firstReturned ? 'returned' : i >= firstInReview ? 'in-review' : 'approved';
const hashOf = (i: number) => createHash('sha256').update(`text ${i}`).digest('hex');
const kinds = ['policy', 'news', 'notice', 'other'] as const;
const jobs = ['publish', 'interpret', 'respond', 'serve'] as const;

/** Recent texts are as long as an article is; of old ones only the beginning is kept here, so that seeding is quick. */
const RECENT = 6_000;
const sentence =
  '四层及以上既有住宅加装电梯，每台补助由15万元提高到20万元，申请人在竣工验收合格后60日内向所在区住建部门提交材料。';
const paragraph = `<p style="margin:0 0 16px">${sentence}${sentence}</p>`;

export function postRows(office: LargeOffice) {
  const editors = office.people.filter(({ roles }) => roles.includes('editor')).map(({ id }) => id);
  const signersOf = (role: 'section-head' | 'leader') =>
    office.people.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
  const heads = signersOf('section-head');
  const leaders = signersOf('leader');
  const of = (list: readonly string[], i: number) => list[i % list.length] ?? 'li-na';
  const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);
  const channelOf = (i: number, k: number) => of(office.channels, i * 7 + k * 211);
  const placeId = (i: number, k: number) => idAt(momentOf(i, posts), 4_000_000 + 2 * i + k);
  const deliveryId = (i: number, k: number) => idAt(momentOf(i, posts), 6_000_000 + 2 * i + k);
  const reviewId = (i: number) => idAt(momentOf(i, posts), 8_000_000 + i);

  /** Old ones went out a day after they were made; what is planned stands within two weeks, two thirds of it this week. */
  const goesAt = (i: number, k: number): number => {
    if (i < firstPlanned) return momentOf(i, posts) + DAY_MS / 2 - k * 3_600_000;
    const minutes = 9 * 60 + ((i * 37 + k * 13) % (9 * 60));
    const day = i % 3 === 0 ? 7 + (i % 7) : i % 7;
    return Math.floor((officeNow + 8 * 3_600_000) / DAY_MS) * DAY_MS - 8 * 3_600_000 + day * DAY_MS + minutes * 60_000;
  };
  const isOut = (i: number) => i < firstPlanned && goesAt(i, 0) < officeNow;
  const placesOf = (i: number) => (i < firstInReview ? 2 : i < firstReturned ? 1 : 0);

  function* postsAll() {
    for (const i of numbers(0, posts)) {
      const state = stateOf(i);
      const isItem = i % 2 === 0;
      yield {
        ...{ id: postId(i), title: titleOf(i), kind: kinds[i % 4] ?? 'other', material: '' },
        ...{ subjectKind: isItem ? ('item' as const) : ('console' as const) },
        ...{ subjectId: isItem ? itemId(Math.floor((i / posts) * sizes.items)) : `c${i}`, author: of(editors, i) },
        ...{ state, revision: 1, contentHash: hashOf(i), approvedHash: state === 'approved' ? hashOf(i) : null },
        ...{ job: jobs[i % 4] ?? null, manner: '[]', unit: null, pace: 'full' as const },
        ...{ createdAt: momentOf(i, posts), updatedAt: momentOf(i, posts), fileGoneAt: null },
      };
    }
  }

  function* revisions() {
    for (const i of numbers(0, posts)) {
      const title = titleOf(i);
      const article = {
        ...{ title, author: '示例市住房和城乡建设局', digest: sentence.slice(0, 40), cover: null, images: [] },
        ...{ html: paragraph.repeat(i < posts - RECENT ? 1 : 12), sourceUrl: `https://zjj.shili.gov.cn/t${i}.html` },
      };
      const body = {
        ...{ articles: [article], audience: 'public', forms: { weibo: title }, job: jobs[i % 4], kind: kinds[i % 4] },
        ...{ marking: 'public', publicUntil: '长期', source: null },
      };
      yield {
        ...{ post: postId(i), revision: 1, contentHash: hashOf(i), body: JSON.stringify(body), findings: '[]' },
        ...{ createdAt: momentOf(i, posts), createdBy: of(editors, i), writers: '[]' },
      };
    }
  }

  function* reviews() {
    for (const i of numbers(0, firstDraft)) {
      const state = stateOf(i);
      const openedAt = momentOf(i, posts);
      yield {
        ...{ id: reviewId(i), post: postId(i), contentHash: hashOf(i), workflow: 'default', openedAt },
        state:
          state === 'in-review'
            ? ('open' as const)
            : state === 'returned'
              ? ('returned' as const)
              : ('approved' as const),
        ...{ openedBy: of(editors, i), closedAt: state === 'in-review' ? null : openedAt + 3_600_000 },
      };
    }
  }

  function* signatures() {
    for (const i of numbers(0, firstDraft)) {
      const given = { review: reviewId(i), contentHash: hashOf(i), forPerson: null, at: momentOf(i, posts) + 60_000 };
      const state = stateOf(i);
      const head = { ...given, position: 0, step: 'section-head', person: of(heads, i), opinion: '同意' };
      if (state === 'approved' || (state === 'in-review' && i % 2 === 0))
        yield { ...head, decision: 'approve' as const };
      if (state === 'returned') yield { ...head, decision: 'return' as const };
      if (state !== 'approved') continue;
      const leader = { ...given, position: 1, step: 'leader', person: of(leaders, i), opinion: '同意' };
      yield { ...leader, decision: 'approve' as const };
    }
  }

  function* gateTicks() {
    for (const i of numbers(firstPlanned, firstReturned)) {
      const gates = ['political', 'legal', 'policy', 'secrecy', 'wording'].slice(0, i < firstInReview ? 5 : i % 5);
      for (const gate of gates)
        yield { review: reviewId(i), gate, person: of(heads, i), comment: '', at: momentOf(i, posts) + 30_000 };
    }
  }

  function* placements() {
    for (const i of numbers(0, firstReturned)) {
      for (const k of numbers(0, placesOf(i))) {
        const reason = i % 20 === 7 ? '顺延至明日 09:00：当日群发次数已用完' : '按时：首个可用时段';
        yield {
          ...{
            id: placeId(i, k),
            post: postId(i),
            channel: channelOf(i, k),
            act: 'publish' as const,
            at: goesAt(i, k),
          },
          ...{ pinned: i % 11 === 0 ? 1 : 0, announcedAt: null, reason, createdBy: of(editors, i) },
          ...{ createdAt: momentOf(i, posts), cancelledAt: null },
        };
      }
    }
  }

  function* deliveries() {
    for (const i of numbers(0, firstInReview)) {
      for (const k of numbers(0, 2)) {
        const dueAt = goesAt(i, k);
        const state = isOut(i) ? ('published' as const) : isAsking(i) ? ('asking' as const) : ('planned' as const);
        const reason = state === 'published' ? 'fact' : state === 'asking' ? 'refused' : null;
        yield {
          ...{ id: deliveryId(i, k), subjectKind: 'post' as const, subjectId: postId(i), channel: channelOf(i, k) },
          ...{ occasion: 1, act: 'publish' as const, hash: hashOf(i), state, reason, fence: 1, worker: null },
          ...{ workAt: state === 'planned' ? dueAt : null, stopWanted: 0, dueAt, priority: 5 },
          ...{ createdAt: momentOf(i, posts), finishedAt: state === 'published' ? dueAt : null },
        };
      }
    }
  }

  function* questions() {
    for (const i of numbers(firstPlanned, firstInReview).filter(isAsking)) {
      for (const k of numbers(0, 2))
        yield {
          ...{ id: idAt(officeNow - DAY_MS, i * 2 + k), delivery: deliveryId(i, k), kind: 'refused', seen: '48001' },
          ...{
            remedy: '请改为手工发布，或申请接口权限。',
            openedAt: officeNow - DAY_MS,
            answer: null,
            answeredBy: null,
          },
          ...{ answeredAt: null, note: null },
        };
    }
  }

  function* publications() {
    for (const i of numbers(0, firstPlanned).filter(isOut)) {
      for (const k of numbers(0, 2)) {
        const publicAt = goesAt(i, k);
        yield {
          ...{ id: idAt(publicAt, 10_000_000 + 2 * i + k), channel: channelOf(i, k), delivery: deliveryId(i, k) },
          ...{ act: 'publish' as const, externalId: `m${i}-${k}`, position: 1, title: titleOf(i) },
          ...{ url: `https://mp.weixin.qq.com/s/${i}-${k}`, publicAt, seenAt: publicAt, original: 1 },
          ...{ repost: i % 3 === 0 ? 1 : 0, linkOk: 1, goneAt: null, removedBy: null },
        };
      }
    }
  }

  return { postsAll, revisions, reviews, signatures, gateTicks, placements, deliveries, questions, publications };
}

/** Some of what was to go out could not. */
function isAsking(i: number): boolean {
  return i >= firstPlanned && i < firstInReview && (i - firstPlanned) % 160 === 0;
}
