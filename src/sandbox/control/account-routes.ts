import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAccounts, saveProfile, saveRobot, saveSettings } from '../account-store.ts';
import { policySchema, profileSchema, settingsSchema } from '../accounts.ts';
import type { DueWork } from '../due-work.ts';
import type { Platform } from '../platform.ts';
import { verifyCallback } from '../wechat/callbacks.ts';
import { waitingJobs } from '../wechat/job-store.ts';
import { decideGate } from '../wechat/mass-jobs.ts';
import { massLimits } from '../wechat/quota-limits.ts';
import { periodOf, setUsed } from '../wechat/quotas.ts';
import { decideConfirmation, refreshElsewhere } from '../wechat/tokens.ts';
import { controlBody, namedAccount } from './control-body.ts';

const account = z.string();
const policyFields = policySchema.shape;

/** A policy of which only the named fields change. */
const policyChange = z.strictObject({
  account,
  act: z.enum(['publish', 'mass']).default('publish'),
  finish: policyFields.finish.unwrap().optional(),
  durationMs: policyFields.durationMs.unwrap().optional(),
  event: policyFields.event.unwrap().optional(),
  eventDelayMs: policyFields.eventDelayMs.unwrap().optional(),
  msgDataId: policyFields.msgDataId.unwrap().optional(),
  lists: policyFields.lists.unwrap().optional(),
});

/** Accounts and what their holder or administrator sets in the platform's own console. */
export function accountRoutes(app: FastifyInstance, platform: Platform, dueWork: DueWork): void {
  app.get('/accounts', async () => ({ accounts: listAccounts(platform), robots: robots(platform) }));
  app.post('/accounts', async (request) => {
    const profile = controlBody(request, profileSchema);
    saveProfile(platform, profile);
    return namedAccount(platform, profile.appid);
  });
  app.post('/robots', async (request) => {
    const robot = z.object({
      key: z.string().min(1),
      name: z.string().default(''),
      broken: z.boolean().default(false),
    });
    saveRobot(platform, controlBody(request, robot));
    return { robots: robots(platform) };
  });
  app.post('/callback', async (request) => {
    const mode = settingsSchema.shape.callbackMode.unwrap();
    const body = controlBody(
      request,
      z.object({
        account,
        url: z.string().nullable(),
        mode: mode.default('plain'),
        timeoutMs: z.number().int().positive().default(5000),
        verify: z.boolean().default(false),
      }),
    );
    const found = namedAccount(platform, body.account);
    const verified = body.verify && body.url !== null ? await verifyCallback(platform, found, body.url) : null;
    const settings = { callbackUrl: body.url, callbackMode: body.mode, callbackTimeoutMs: body.timeoutMs };
    if (verified !== false) saveSettings(platform, found.appid, { ...found.settings, ...settings });
    return { verified };
  });
  app.post('/policy', async (request) => {
    const { account: name, act, ...changes } = controlBody(request, policyChange);
    const found = namedAccount(platform, name);
    const merged = policySchema.parse({ ...found.settings[act], ...changes });
    saveSettings(platform, found.appid, { ...found.settings, [act]: merged });
    return merged;
  });
  app.post('/ip-list', async (request) => {
    const body = controlBody(request, z.object({ account, ips: z.array(z.string()).nullable() }));
    const found = namedAccount(platform, body.account);
    saveSettings(platform, found.appid, { ...found.settings, ipAllowList: body.ips });
    return { ips: body.ips };
  });
  app.post('/token', async (request) => {
    const act = z.enum(['another-holder', 'ask', 'confirm', 'refuse']);
    const body = controlBody(request, z.object({ account, act }));
    const found = namedAccount(platform, body.account);
    if (body.act === 'another-holder') refreshElsewhere(platform, found);
    else decideConfirmation(platform, found, body.act);
    return { act: body.act };
  });
  app.post('/gate', async (request) => {
    const body = controlBody(request, z.object({ account, on: z.boolean(), givesId: z.boolean().default(true) }));
    const found = namedAccount(platform, body.account);
    saveSettings(platform, found.appid, { ...found.settings, gate: body.on, gateGivesId: body.givesId });
    return { on: body.on, givesId: body.givesId };
  });
  app.post('/gate/decide', async (request) => {
    const decision = z.enum(['confirm', 'refuse']);
    const body = controlBody(request, z.object({ account, decision, msgId: z.string().optional() }));
    const jobs = waitingJobs(platform, namedAccount(platform, body.account).appid);
    const chosen = body.msgId === undefined ? jobs : jobs.filter((job) => job.jobId === body.msgId);
    for (const job of chosen) decideGate(platform, job, body.decision);
    await dueWork.settle();
    return { decided: chosen.map((job) => job.jobId) };
  });
  app.post('/quotas', async (request) => {
    const count = z.number().int().min(0).optional();
    const body = controlBody(request, z.object({ account, what: z.string(), limit: count, used: count }));
    const found = namedAccount(platform, body.account);
    if (body.limit !== undefined) {
      const limits = { ...found.settings.limits, [body.what]: body.limit };
      saveSettings(platform, found.appid, { ...found.settings, limits });
    }
    const per = body.what === 'mass' ? massLimits[found.kind].per : body.what === 'clear_quota' ? 'month' : 'day';
    const period = periodOf(per, platform.clock.now());
    if (body.used !== undefined) setUsed(platform, found, body.what, period, body.used);
    return { what: body.what, period };
  });
}

function robots(platform: Platform) {
  return platform.db
    .prepare<[], { key: string; name: string; broken: number }>('select robot_key as key, name, broken from robot')
    .all();
}
