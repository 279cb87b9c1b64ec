/** 演练台: makes the stand-in of the platforms misbehave, so that people practise what to do. Only in rehearsal. */
import { z } from 'zod';
import type { Role } from '../../config/people.ts';
import { Refused, TryLater } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { type ApiRoute, route } from '../api/route.ts';

const players: readonly Role[] = ['editor', 'section-head', 'desk', 'system-admin'];
const CALL_LIMIT_MS = 5000;

const fault = z.object({
  path: z.string(),
  kind: z.string(),
  times: z.number(),
  errcode: z.number().nullable(),
  account: z.string().nullable(),
});
const faults = z.object({ faults: z.array(fault) });

/** What can be practised, as calls of the sandbox's control; which platform calls they hit stands here once. */
const exercises = {
  'ip-refused': { path: '/cgi-bin/stable_token', kind: 'errcode', errcode: 40164, times: 3 },
  'secret-wrong': { path: '/cgi-bin/stable_token', kind: 'errcode', errcode: 40125, times: 3 },
  'publish-refused': { path: '/cgi-bin/freepublish/submit', kind: 'errcode', errcode: 53500, times: 1 },
  'quota-used': { path: '/cgi-bin/message/mass/sendall', kind: 'errcode', errcode: 45028, times: 1 },
  'answer-lost': { path: '/cgi-bin/freepublish/submit', kind: 'reset-after', errcode: null, times: 1 },
  'platform-slow': { path: '*', kind: 'slow', errcode: null, times: 20 },
  'platform-down': { path: '*', kind: 'http500-before', errcode: null, times: 50 },
} as const;

type Exercise = keyof typeof exercises;
const names = Object.keys(exercises) as Exercise[];
/** What still goes wrong, by the exercise that set it; null where somebody set it at the sandbox itself. */
const shown = z.object({ faults: z.array(fault.extend({ exercise: z.enum(names).nullable() })) });

function named(answer: unknown): z.output<typeof shown> {
  const exerciseOf = ({ path, kind, errcode }: z.output<typeof fault>) =>
    names.find((name) => {
      const set = exercises[name];
      return set.path === path && set.kind === kind && set.errcode === errcode;
    }) ?? null;
  return { faults: faults.parse(answer).faults.map((one) => ({ ...one, exercise: exerciseOf(one) })) };
}

export function rehearsalRoutes({ acting, channelConfig, clock, sandboxUrl }: Govcast): ApiRoute[] {
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    if (sandboxUrl === null) throw noRehearsal();
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    try {
      const answer = await fetch(`${sandboxUrl}/_control${path}`, {
        ...{ method, signal: clock.timeout(CALL_LIMIT_MS), ...init },
      });
      if (answer.ok) return await answer.json();
    } catch (cause) {
      throw silent(cause);
    }
    throw silent(undefined);
  };
  const record = (actor: Parameters<typeof acting.record>[1]['actor'], act: string, after: unknown) =>
    acting.db
      .transaction()
      .execute((tx) => acting.record(tx, { at: clock.now(), actor, act, object: 'rehearsal:desk', after }));

  return [
    route({
      method: 'GET',
      path: '/rehearsal/faults',
      summary: 'What still goes wrong on the stand-in of the platforms',
      admits: players,
      answer: shown,
      handle: async () => named(await control('GET', '/faults')),
    }),
    route({
      method: 'POST',
      path: '/rehearsal/faults',
      summary: 'Lets something go wrong with the next calls',
      admits: players,
      body: z.strictObject({ exercise: z.enum(names) }),
      answer: shown,
      handle: async ({ body, caller }) => {
        const set = named(await control('POST', '/faults', exercises[body.exercise]));
        await record(caller.actor, 'rehearsal.fault', body);
        return set;
      },
    }),
    route({
      method: 'DELETE',
      path: '/rehearsal/faults',
      summary: 'Everything works again',
      admits: players,
      answer: shown,
      handle: async ({ caller }) => {
        const set = named(await control('DELETE', '/faults'));
        await record(caller.actor, 'rehearsal.clear', {});
        return set;
      },
    }),
    route({
      method: 'POST',
      path: '/rehearsal/messages',
      summary: 'A made-up citizen writes to an account',
      admits: players,
      body: z.strictObject({ channel: z.string().max(60), text: z.string().min(1).max(500) }),
      answer: z.object({ sent: z.boolean() }),
      handle: async ({ body, caller }) => {
        const account = channelConfig(body.channel);
        if (account.kind === 'wecom-robot') throw noInbox(account.name);
        const { appId } = account.credentials;
        await control('POST', '/messages', { account: appId, fields: { MsgType: 'text', Content: body.text } });
        await record(caller.actor, 'rehearsal.message', { channel: account.id });
        return { sent: true };
      },
    }),
  ];
}

function noRehearsal(): Refused {
  const remedy = 'Connect a rehearsal account (sandbox: true in config/channels.yaml) to practise.';
  return new Refused({ code: 'no-rehearsal', message: 'no account rehearses here', remedy });
}

function noInbox(name: string): Refused {
  const remedy = 'Choose an official account.';
  return new Refused({ code: 'no-inbox', message: `${name} takes no messages`, place: name, remedy });
}

function silent(cause: unknown): TryLater {
  const remedy = 'See that the sandbox runs: govcast start begins it.';
  return new TryLater({
    code: 'sandbox-silent',
    message: 'the stand-in of the platforms does not answer',
    remedy,
    cause,
  });
}
