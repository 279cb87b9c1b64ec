/** 系统: what this installation understood of its configuration, and what is wrong with it. */
import { z } from 'zod';
import { hasSecret } from '../../config/environment.ts';
import type { Role } from '../../config/people.ts';
import { channelChecks } from '../../doctor/channel-checks.ts';
import { houseChecks } from '../../doctor/house-checks.ts';
import { machineChecks } from '../../doctor/machine-checks.ts';
import type { Govcast } from '../../govcast.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { checkSentence, readCheckWording } from '../check-sentence.ts';
import { rulesUnderstood } from '../rules-understood.ts';
import { readSourceNames, sourceWords } from '../source-words.ts';

/** Who connects accounts and keeps the machine; the tabs 账号接入 and 体检 are theirs alone (三员分立). */
const keepers: readonly Role[] = ['system-admin'];

const rule = z.object({
  group: z.enum(['cadence', 'policy', 'reply', 'review']),
  rule: z.string(),
  says: z.string(),
  source: z.string(),
  example: z.string().nullable(),
  provisional: z.boolean(),
});

const year = z.object({
  year: z.number(),
  source: z.string(),
  off: z.array(z.object({ day: z.string(), name: z.string() })),
  work: z.array(z.object({ day: z.string(), name: z.string() })),
});

const account = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  rehearsal: z.boolean(),
  handOff: z.string(),
  /** Where each credential is looked for and whether it is there; never its value. */
  credentials: z.array(z.object({ name: z.string(), where: z.string(), there: z.boolean() })),
  /** Address that the platform pushes to; null where it pushes nothing. */
  callback: z.string().nullable(),
});

const check = z.object({
  name: z.string(),
  level: z.enum(['info', 'warning', 'error']),
  says: z.string(),
  remedy: z.string(),
  /** The check's own words, in English, for the telephone. */
  detail: z.string(),
});

export function systemRoutes(govcast: Govcast): ApiRoute[] {
  const { config, calendar, clock, environment } = govcast;
  const wording = readCheckWording(environment.contentFolder);
  const sourceNames = readSourceNames(environment.contentFolder);
  return [
    route({
      method: 'GET',
      path: '/system/rules',
      summary: 'Every rule as it was understood, with its source and an example from today',
      admits: 'everyone',
      answer: z.object({ rules: z.array(rule) }),
      handle: async () => ({
        rules: rulesUnderstood(config, calendar, clock.now()).map((understood) => ({
          ...understood,
          source: sourceWords(sourceNames, understood.source),
        })),
      }),
    }),
    route({
      method: 'GET',
      path: '/system/days',
      summary: 'Days off and make-up days by year, with the notice they come from',
      admits: 'everyone',
      answer: z.object({ version: z.string(), years: z.array(year) }),
      handle: async () => ({
        version: calendar.version,
        years: config.calendarYears.map(({ year, source, off, work }) => ({
          ...{ year, source },
          off: [...off].map(([day, name]) => ({ day, name })),
          work: [...work].map(([day, name]) => ({ day, name })),
        })),
      }),
    }),
    route({
      method: 'GET',
      path: '/system/accounts',
      summary: 'How each account is connected: where its credentials stand, never what they are',
      admits: keepers,
      answer: z.object({ accounts: z.array(account) }),
      handle: async () => ({
        accounts: config.channels.map(({ id, name, kind, sandbox, handOff, credentials }) => ({
          ...{ id, name, kind, rehearsal: sandbox, handOff },
          credentials: Object.entries(credentials).flatMap(([key, value]) => credentialOf(key, value)),
          callback: kind !== 'wecom-robot' && credentials.callbackToken ? `/callback/wechat/${id}` : null,
        })),
      }),
    }),
    route({
      method: 'GET',
      path: '/system/checks',
      summary: 'What is wrong with this installation and what to do; asks nothing of the platforms',
      admits: keepers,
      answer: z.object({ at: z.number(), checks: z.array(check) }),
      handle: async () => {
        const [house, machine] = await Promise.all([
          houseChecks(govcast),
          machineChecks(clock, environment.dataFolder),
        ]);
        return { at: clock.now(), checks: [...house, ...machine].map((found) => checkSentence(wording, found)) };
      },
    }),
    route({
      method: 'POST',
      path: '/system/checks/accounts',
      summary: 'Tries every account; costs each one call of every API that is tried, and leaves nothing behind',
      admits: keepers,
      answer: z.object({ at: z.number(), checks: z.array(check) }),
      handle: async () => ({
        at: clock.now(),
        checks: (await channelChecks(govcast)).map((found) => checkSentence(wording, found)),
      }),
    }),
  ];
}

/** The AppID is no secret and has no place of its own. */
function credentialOf(name: string, value: unknown): { name: string; where: string; there: boolean }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('env' in value)
    return [{ name, where: `env ${String(value.env)}`, there: hasSecret({ env: String(value.env) }) }];
  if ('file' in value)
    return [{ name, where: `file ${String(value.file)}`, there: hasSecret({ file: String(value.file) }) }];
  return [{ name, where: 'sandbox', there: true }];
}
