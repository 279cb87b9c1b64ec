import { z } from 'zod';
import { recordEffect } from '../effect-store.ts';
import { PlatformRefusal } from '../refusal.ts';
import { nextSerial, opaqueId } from '../serial-numbers.ts';
import type { AccountCall, ApiCall } from './api-call.ts';
import { deleteDraft } from './draft-store.ts';
import { addJob, findByClientId, type Job } from './job-store.ts';
import { derivedClientId, type MassBody, type MassMessage, massContent, readMassMessage } from './mass-body.ts';
import { massJobCalls } from './mass-jobs.ts';
import { massLimits } from './quota-limits.ts';
import { useQuota } from './quotas.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** How long the administrator has to answer. */
const GATE_MS = 30 * MINUTE_MS;

/** 群发 (channel-apis 1.6, 3.2, 3.3). */
export const massCalls: ApiCall[] = [
  {
    path: '/cgi-bin/message/mass/sendall',
    method: 'POST',
    right: 'verified',
    run: (call) => {
      const filter = z.object({ is_to_all: z.boolean().default(false), tag_id: z.number().int().optional() });
      const body = call.read(z.object({ filter, ...massContent }));
      if (!body.filter.is_to_all && body.filter.tag_id === undefined)
        throw new PlatformRefusal(40152, 'invalid tag_id');
      return send(call, body, body.filter.is_to_all ? 'all' : `tag ${body.filter.tag_id}`);
    },
  },
  {
    path: '/cgi-bin/message/mass/send',
    method: 'POST',
    right: 'service',
    run: (call) => {
      const body = call.read(z.object({ touser: z.array(z.string()), ...massContent }));
      if (body.touser.length < 2) throw new PlatformRefusal(40130, 'invalid openid list size, at least two openid');
      if (body.touser.length > 10_000) throw new PlatformRefusal(40032, 'invalid openid list size');
      return send(call, body, 'openid');
    },
  },
  { path: '/cgi-bin/message/mass/preview', method: 'POST', right: 'verified', run: preview },
  ...massJobCalls,
];

function send(call: AccountCall, body: MassBody, scope: string) {
  const { platform, account, now } = call;
  useQuota(platform, account, {
    what: 'mass-minute',
    per: 'minute',
    now,
    errcode: 45011,
    errmsg: 'api minute-quota reach limit',
  });
  const { clientmsgid } = body;
  if (clientmsgid !== undefined) {
    if (Buffer.byteLength(clientmsgid) > 32) throw new PlatformRefusal(45067, 'clientmsgid size out of limit');
    refuseRepeat(call, clientmsgid);
  }
  const message = readMassMessage(platform, account, body);
  const key = clientmsgid ?? derivedClientId(scope, message);
  if (clientmsgid === undefined) refuseRepeat(call, key);
  takeMassQuota(call, scope);
  if (message.draftId !== null) deleteDraft(platform, account.appid, message.draftId);
  return accept(call, message, scope, key);
}

/** @throws PlatformRefusal 45066 within a minute, 89504 while the administrator is asked, 45065 within a day */
function refuseRepeat({ platform, account, now }: AccountCall, clientMsgId: string): void {
  const earlier = findByClientId(platform, account.appid, clientMsgId, now - DAY_MS);
  if (!earlier) return;
  const msg_id = BigInt(earlier.jobId);
  if (now - earlier.submittedAt < MINUTE_MS) throw new PlatformRefusal(45066, 'same clientmsgid retry too fast');
  if (earlier.state === 'waiting')
    throw new PlatformRefusal(89504, 'waiting for the confirmation of the administrator');
  throw new PlatformRefusal(45065, 'clientmsgid exist', { msg_id });
}

/** A 公众号 sends once a day, a 服务号 four times a month to all; what a 服务号 sends to some has the call's limit only. */
function takeMassQuota({ platform, account, now }: AccountCall, scope: string): void {
  if (account.kind === 'service' && scope !== 'all') return;
  const { per } = massLimits[account.kind];
  useQuota(platform, account, { what: 'mass', per, now, errcode: 45028, errmsg: 'has no masssend quota' });
}

function accept({ platform, account, now, request }: AccountCall, message: MassMessage, scope: string, key: string) {
  const policy = account.settings.mass;
  const waits = account.settings.gate && scope === 'all';
  const job: Job = {
    jobId: nextSerial(platform, 'msg'),
    act: 'mass',
    appid: account.appid,
    msgDataId: nextSerial(platform, 'msgData'),
    state: waits ? 'waiting' : 'running',
    outcome: null,
    policy,
    articles: message.articles,
    baseUrl: request.baseUrl,
    clientMsgId: key,
    scope,
    content: message.content,
    submittedAt: now,
    dueAt: now + (waits ? GATE_MS : policy.durationMs),
    articleId: opaqueId(platform, 64),
    via: 'api',
  };
  addJob(platform, job);
  const [first] = message.articles;
  recordEffect(platform, now, {
    account: account.appid,
    kind: 'massAccepted',
    text: first?.title ?? message.content,
    marker: first?.content_source_url ?? key,
    detail: { msgId: job.jobId, clientMsgId: key, scope, waits },
  });
  const ids = { msg_id: BigInt(job.jobId), ...(message.articles.length > 0 && { msg_data_id: BigInt(job.msgDataId) }) };
  if (!waits) return { errcode: 0, errmsg: 'send job submission success', ...ids };
  // Not thrown: the job stays.
  return {
    errcode: 89505,
    errmsg: 'sent to the administrator for confirmation',
    ...(account.settings.gateGivesId && ids),
  };
}

function preview(call: AccountCall) {
  const { platform, account, now } = call;
  const body = call.read(z.object({ touser: z.string().optional(), towxname: z.string().optional(), ...massContent }));
  const to = body.towxname ?? body.touser;
  if (!to) throw new PlatformRefusal(40003, 'invalid openid');
  if (body.towxname) useQuota(platform, account, { what: 'towxname', per: 'day', now });
  const message = readMassMessage(platform, account, body);
  const text = message.articles[0]?.title ?? message.content;
  recordEffect(platform, now, { account: account.appid, kind: 'preview', text, marker: to });
  return { errcode: 0, errmsg: 'preview success', msg_id: BigInt(nextSerial(platform, 'msg')) };
}
