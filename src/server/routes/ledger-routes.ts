/** 台账: who did what, in sentences; whether the chain is whole; the lines themselves for somebody who checks elsewhere. */
import { z } from 'zod';
import { beijingDay } from '../../calendar/beijing-time.ts';
import { Refused } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { maskPerson } from '../../inbox/mask-person.ts';
import { exportLedger, ledgerLine } from '../../ledger/export-ledger.ts';
import { mayReadLedger } from '../../ledger/may-read-ledger.ts';
import { searchLedger } from '../../ledger/search-ledger.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { calledPerson } from '../../review/person-words.ts';
import { afterCursor, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { inWhosePlace } from '../in-whose-place.ts';
import { actsOf, ledgerSentence, readLedgerWording } from '../ledger-sentence.ts';
import { objectNames } from '../object-names.ts';

const line = z.object({
  seq: z.number(),
  at: z.number(),
  /** How the person is called, 周科长, or the id where nobody of that name is known any more. */
  who: z.string(),
  person: z.string(),
  via: z.string(),
  act: z.string(),
  object: z.string(),
  sentence: z.string(),
  hash: z.string(),
});

const search = z.object({
  ...pageQuery,
  person: z.string().max(80).optional(),
  object: z.string().max(120).optional(),
  /** A domain, `post`, or one act, `post.sign`. */
  act: z.string().max(60).optional(),
  /** ms UTC, inclusive. */
  from: z.coerce.number().int().optional(),
  /** ms UTC, exclusive. */
  to: z.coerce.number().int().optional(),
});

const verdict = z.object({
  entries: z.number(),
  head: z.string(),
  ok: z.boolean(),
  firstBroken: z.number().nullable(),
  checkedAt: z.number(),
});

export function ledgerRoutes({ acting: { db, clock }, config, environment }: Govcast): ApiRoute[] {
  const wording = readLedgerWording(environment.contentFolder);
  const groups = config.offices.administrators.groups.map((group) => group.id);
  const gates = new Map(config.workflow.gates.map(({ id, name }) => [id, name]));
  const ownName = wording.govcast ?? 'govcast';
  const nameOf = (actor: string) => {
    const id = actor.split('@')[0] ?? actor;
    const person = config.people.people.find((p) => p.id === id);
    return person ? calledPerson(person) : (wording[id] ?? id);
  };
  /** As the ledger has somebody: alone and for each group; the machine under both its names. */
  const actorsOf = (id: string) =>
    id === 'govcast' ? [id, 'worker'] : [id, ...groups.map((group) => `${id}@${group}`)];
  /** Another person stands as people are called, everything else as a title; what somebody did to himself says so by itself. */
  const whatOf = (actor: string, object: string, name: string | undefined) => {
    if (object === `person:${actor.split('@')[0]}`) return null;
    if (object.startsWith('person:')) return `：${nameOf(object.slice('person:'.length))}`;
    // A title in a title stands in single brackets.
    return name === undefined ? null : `《${name.replaceAll('《', '〈').replaceAll('》', '〉')}》`;
  };
  const actsFor = (act: string | undefined) =>
    act === undefined ? undefined : act.includes('.') ? [act] : actsOf(wording, act);

  return [
    route({
      method: 'GET',
      path: '/ledger',
      summary: 'Who did what, newest first; a page may hold few lines and still have a next one',
      admits: mayReadLedger,
      query: search,
      answer: pageOf(line).extend({ entries: z.number(), head: z.string() }),
      handle: async ({ query: { person, object, act, from, to, limit, cursor } }) => {
        const after = afterCursor(cursor, z.tuple([z.number()]));
        const found = await searchLedger(db, {
          ...{ object, limit, acts: actsFor(act), fromAt: from, toAt: to, before: after?.[0] },
          actors: person === undefined ? undefined : actorsOf(person),
        });
        const [names, besides, head] = await Promise.all([
          objectNames(
            db,
            config.channels,
            found.lines.map((l) => l.object),
          ),
          inWhosePlace(db, wording, found.lines),
          db.selectFrom('ledgerHead').select(['seq', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow(),
        ]);
        const items = found.lines.map(({ actor, ...l }) => {
          const { absent = null, gate = null } = besides.get(l.seq) ?? {};
          const sentence = ledgerSentence(wording, l.act, {
            what: whatOf(actor, l.object, names.get(l.object)),
            absent: absent === null ? null : nameOf(absent),
            gate: gates.get(gate ?? '') ?? null,
          });
          return { ...l, person: actor, who: nameOf(actor), sentence };
        });
        const next = found.before === null ? null : Buffer.from(JSON.stringify([found.before])).toString('base64url');
        return { items, next, entries: head.seq, head: head.hash };
      },
    }),
    route({
      method: 'GET',
      path: '/ledger/people',
      summary: 'Whose acts can be looked for: the people there are, and govcast itself',
      admits: mayReadLedger,
      answer: z.object({ people: z.array(z.object({ id: z.string(), name: z.string() })) }),
      handle: async () => ({
        people: [...config.people.people.map(({ id, name }) => ({ id, name })), { id: 'govcast', name: ownName }],
      }),
    }),
    route({
      method: 'GET',
      path: '/ledger/lines/:seq',
      summary: 'One line with what stood before and after, and the hashes',
      admits: mayReadLedger,
      params: z.object({ seq: z.coerce.number().int() }),
      answer: z.object({
        seq: z.number(),
        before: z.unknown(),
        after: z.unknown(),
        prevHash: z.string(),
        hash: z.string(),
      }),
      handle: async ({ params: { seq } }) => {
        const found = await ledgerLine(db, seq);
        if (found?.object.startsWith('request:'))
          return { ...found, before: masked(found.before), after: masked(found.after) };
        if (found) return found;
        const remedy = 'Look for it in the list.';
        throw new Refused({ code: 'not-found', message: `the ledger has no line ${seq}`, place: String(seq), remedy });
      },
    }),
    route({
      method: 'POST',
      path: '/ledger/verify',
      summary: 'Walks the whole chain of hashes; 100,000 lines take about two seconds',
      admits: mayReadLedger,
      answer: verdict,
      handle: async () => ({ ...(await verifyLedger(db)), checkedAt: clock.now() }),
    }),
    route({
      method: 'GET',
      path: '/ledger/export',
      summary: 'At most 50,000 lines from a number on, one JSON object a line, every column, for checking elsewhere',
      admits: ['auditor', 'leader'],
      query: z.object({ from: z.coerce.number().int().min(1).default(1) }),
      handle: async ({ query: { from } }) => ({
        type: 'application/x-ndjson; charset=utf-8',
        name: `台账-${beijingDay(clock.now())}-${from}.jsonl`,
        bytes: await exportLedger(db, from),
      }),
    }),
  ];
}

/** What stood before and after, with the personal data of citizens masked: a reason or a note may hold some. */
function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskPerson(value);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, masked(of)]));
}
