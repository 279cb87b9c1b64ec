/** Repost tasks below the matrix: who has carried them, and urging, confirming and excusing. */
import { z } from 'zod';
import type { Govcast } from '../../govcast.ts';
import { repostDesk } from '../../repost-desk.ts';
import { confirmRepost, mayConfirm } from '../../schedule/reposts/confirm-repost.ts';
import { excuseRepost, mayExcuse } from '../../schedule/reposts/excuse-repost.ts';
import { listReposts } from '../../schedule/reposts/list-reposts.ts';
import { type ShownRepost, showRepost } from '../../schedule/reposts/show-repost.ts';
import { mayUrge, urgeRepost } from '../../schedule/reposts/urge-repost.ts';
import { domainOf } from '../../today/bearing-acts.ts';
import { keptAnswer } from '../../today/kept-answer.ts';
import { personName } from '../../today/names.ts';
import { type ApiRoute, route } from '../api/route.ts';

/** Tasks that were issued longer ago stand in the reports. */
const SHOWN_MS = 90 * 86_400_000;

const completion = z.object({
  owed: z.number(),
  inTime: z.number(),
  late: z.number(),
  overdue: z.number(),
  open: z.number(),
  excused: z.number(),
  medianMinutes: z.number().nullable(),
});
const listed = z.object({ task: z.string(), title: z.string(), issuedAt: z.number(), dueAt: z.number(), completion });
const duty = z.object({
  account: z.string(),
  name: z.string(),
  ours: z.boolean(),
  state: z.enum(['waiting', 'placed', 'carried', 'late', 'excused']),
  overdue: z.boolean(),
  carriedAt: z.number().nullable(),
  minutes: z.number().nullable(),
  link: z.string().nullable(),
  note: z.string().nullable(),
  by: z.string().nullable(),
  placedAt: z.number().nullable(),
  /** Why it does not go out by itself: the code, under which the console has the words. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  urged: z.number(),
});
const shown = listed.extend({ post: z.string().nullable(), cancelled: z.string().nullable(), accounts: z.array(duty) });

/** Domains of the acts that change a task or what is owed of it: duties say in the ledger how they go on. */
const changing = new Set(['config', 'repost']);
/** And those that change what stands beside the duties of one: the accounts, and where its post stands. */
const besideDuties = new Set(['account', 'channel', 'delivery', 'person', 'placement', 'post', 'publication']);

const of = z.object({ task: z.string() });
const reader = ['editor', 'section-head', 'leader', 'secrecy', 'desk', 'system-admin'] as const;

export function repostRoutes(govcast: Govcast): ApiRoute[] {
  const desk = repostDesk(govcast);
  const show = async (id: string) => shownOf(govcast, await showRepost(desk, id));
  // A quarter has some 10,000 duties; the accounts of the first task are read again more often than they.
  const tasks = keptAnswer(
    govcast,
    async (now) => {
      const { reposts } = await listReposts(desk, now - SHOWN_MS, now + 1);
      const standing = reposts.filter(({ cancelled }) => cancelled === null);
      const owing = standing.filter((task) => task.completion.open + task.completion.overdue > 0);
      const first = owing.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0] ?? standing[0];
      return { tasks: standing.map(listedOf), first: first?.task ?? null };
    },
    (act) => changing.has(domainOf(act)),
  );
  const answer = keptAnswer(
    govcast,
    async () => {
      const listed = await tasks('of-this-period');
      return { tasks: listed.tasks, first: listed.first === null ? null : await show(listed.first) };
    },
    (act) => changing.has(domainOf(act)) || besideDuties.has(domainOf(act)),
  );
  return [
    route({
      method: 'GET',
      path: '/reposts',
      summary: 'Repost tasks of the last 90 days, newest first, and the one that is due first in full',
      admits: reader,
      answer: z.object({ tasks: z.array(listed), first: shown.nullable() }),
      handle: () => answer(),
    }),
    route({
      method: 'GET',
      path: '/reposts/:task',
      summary: 'A repost task with what each account owes',
      admits: reader,
      params: of,
      answer: shown,
      handle: ({ params }) => show(params.task),
    }),
    route({
      method: 'POST',
      path: '/reposts/:task/urge',
      summary: 'Tells every account once more that has not carried it',
      admits: mayUrge,
      params: of,
      answer: z.object({ urged: z.array(z.string()) }),
      handle: async ({ params, caller }) => ({ urged: await urgeRepost(desk, params.task, caller.actor) }),
    }),
    route({
      method: 'POST',
      path: '/reposts/:task/confirm',
      summary: 'An account has carried it: the link is opened and compared first',
      admits: mayConfirm,
      params: of,
      body: z.object({
        account: z.string(),
        link: z.url({ protocol: /^https?$/ }),
        at: z.number().optional(),
        note: z.string().trim().max(200).default(''),
      }),
      answer: shown,
      handle: async ({ params: { task }, body: { account, link, at, note }, caller }) => {
        const proof = { link, note, ...(at === undefined ? {} : { at }) };
        await confirmRepost(desk, { task, account }, proof, caller.actor);
        return show(task);
      },
    }),
    route({
      method: 'POST',
      path: '/reposts/:task/excuse',
      summary: 'Takes an account out of a task with a reason; it counts in no figure',
      admits: mayExcuse,
      params: of,
      body: z.object({ account: z.string(), reason: z.string().trim().min(2).max(500) }),
      answer: shown,
      handle: async ({ params: { task }, body: { account, reason }, caller }) => {
        await excuseRepost(desk, { task, account }, reason, caller.actor);
        return show(task);
      },
    }),
  ];
}

type Listed = Pick<ShownRepost, 'task' | 'title' | 'issuedAt' | 'dueAt' | 'completion'>;

function listedOf({ task, title, issuedAt, dueAt, completion: of }: Listed): z.infer<typeof listed> {
  const { owed, inTime, late, overdue, open, excused, medianMinutes } = of;
  const figures = { owed, inTime, late, overdue, open, excused, medianMinutes };
  return { task, title, issuedAt: Date.parse(issuedAt), dueAt: Date.parse(dueAt), completion: figures };
}

function shownOf({ config }: Govcast, task: ShownRepost): z.infer<typeof shown> {
  const accounts = task.accounts.map((each) => {
    const { account, name, ours, state, overdue, minutes, link, note, confirmedBy, problem, urged } = each;
    return {
      ...{ account, name, ours, state, overdue, minutes, link, note, urged },
      carriedAt: momentOf(each.carriedAt),
      by: confirmedBy === null || confirmedBy === 'govcast' ? null : personName(config, confirmedBy),
      placedAt: momentOf(each.placedAt),
      problem: problem && { code: problem.code, message: problem.message },
    };
  });
  return { ...listedOf(task), post: task.post, cancelled: task.cancelled, accounts: accounts.toSorted(inOrder) };
}

/** Those who carried it in the order of time, then those who owe it, then those who were excused. */
function inOrder(a: z.infer<typeof duty>, b: z.infer<typeof duty>): number {
  const rank = ({ state, carriedAt }: z.infer<typeof duty>) => (carriedAt !== null ? 0 : state === 'excused' ? 2 : 1);
  return rank(a) - rank(b) || (a.carriedAt ?? 0) - (b.carriedAt ?? 0);
}

function momentOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}
