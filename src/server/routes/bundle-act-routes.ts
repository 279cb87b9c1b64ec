/** What people do with a bundle, each one act of policy/: roles and objects are checked there. */
import { z } from 'zod';
import type { Role } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import type { Actor } from '../../ledger/append.ts';
import { archiveBundle } from '../../policy/archive-bundle.ts';
import { assignSection } from '../../policy/assign-section.ts';
import { traitByCode } from '../../policy/bundle-traits.ts';
import { describeBundle } from '../../policy/describe-bundle.ts';
import { formByCode } from '../../policy/form.ts';
import { giveInterpretation } from '../../policy/give-interpretation.ts';
import { handOverBundle } from '../../policy/hand-over-bundle.ts';
import { interpreterPositions, interpreterRole } from '../../policy/interpreter.ts';
import { nameInterpreter } from '../../policy/name-interpreter.ts';
import { setPlan } from '../../policy/set-plan.ts';
import { tickHead } from '../../policy/tick-head.ts';
import { waiveInterpretation } from '../../policy/waive-interpretation.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { bundleRoles, ofBundle } from './bundle-routes.ts';

const ok = { ok: true as const };
const answer = z.object({ ok: z.literal(true) });
const text = (most: number) => z.string().trim().min(1).max(most);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD');
const heads: readonly Role[] = ['section-head', 'leader'];
const positions = Object.keys(interpreterPositions) as (keyof typeof interpreterPositions)[];

export function bundleActRoutes({ bundles: desk }: Govcast): ApiRoute[] {
  const act = <B>(
    name: string,
    summary: string,
    body: z.ZodType<B>,
    run: (actor: Actor, bundle: string, body: B) => Promise<unknown>,
    admits: readonly Role[] = bundleRoles,
  ) =>
    route({
      method: 'POST',
      path: `/bundles/:bundle/${name}`,
      summary,
      admits,
      params: ofBundle,
      body,
      answer,
      handle: async ({ params, body: sent, caller }) => {
        await run(caller.actor, params.bundle, sent);
        return ok;
      },
    });
  return [
    act('section', 'Names the section that drafted', z.object({ section: text(60) }), (actor, bundle, { section }) =>
      assignSection(desk, actor, { bundle, section }),
    ),
    act(
      'hand-over',
      'Hands the interpretation to another section',
      z.object({ to: text(60), reason: text(500) }),
      (actor, bundle, body) => handOverBundle(desk, actor, { bundle, ...body }),
      heads,
    ),
    act('plan', 'Sets the plan of interpretations; no lines take it away', planBody, (actor, bundle, { lines }) =>
      setPlan(desk, actor, {
        bundle,
        lines: lines.map(({ form, channels, on, by }) => ({
          ...{ form: formByCode(form), channels, on },
          by: { name: by.name, role: interpreterRole(by.role) },
        })),
      }),
    ),
    act('interpreter', 'Names the first interpreter', interpreterBody, (actor, bundle, interpreter) =>
      nameInterpreter(desk, actor, { bundle, interpreter }),
    ),
    act('describe', 'Class, traits, telephone and days that the page does not say', describeBody, (actor, bundle, of) =>
      describeBundle(desk, actor, {
        bundle,
        ...(of.documentClass === undefined ? {} : { documentClass: of.documentClass }),
        ...(of.traits === undefined ? {} : { traits: of.traits.map(traitByCode) }),
        ...(of.telephone === undefined ? {} : { telephone: of.telephone }),
        ...(of.effectiveOn === undefined ? {} : { effectiveOn: of.effectiveOn }),
        ...(of.publishedOn === undefined ? {} : { publishedOn: of.publishedOn }),
      }),
    ),
    act(
      'waive',
      'Says that no interpretation is needed, with a reason; a null reason takes it back',
      z.object({ reason: z.string().max(60).nullable(), note: z.string().max(500).default('') }),
      (actor, bundle, body) => waiveInterpretation(desk, actor, { bundle, ...body }),
      heads,
    ),
    act('interpret', 'Enters an interpretation without a page', interpretBody, (actor, bundle, body) =>
      giveInterpretation(desk, actor, { bundle, ...body }),
    ),
    act(
      'tick',
      'Says that an interpretation covers a head of the checklist',
      z.object({ interpretation: text(40), head: text(60) }),
      (actor, bundle, body) => tickHead(desk, actor, { bundle, ...body }),
    ),
    act(
      'archive',
      'Archives a bundle that owes nothing',
      z.object({}),
      (actor, bundle) => archiveBundle(desk, actor, { bundle }),
      heads,
    ),
  ];
}

const planBody = z.object({
  lines: z
    .array(
      z.object({
        form: text(20),
        channels: z.array(text(60)).max(30),
        on: day,
        by: z.object({ name: text(60), role: text(40) }),
      }),
    )
    .max(30),
});

const interpreterBody = z.object({
  name: text(60),
  post: text(60),
  position: z.enum(positions),
  person: z.string().max(60).nullable().default(null),
});

const describeBody = z.object({
  documentClass: z.string().max(60).optional(),
  traits: z.array(z.string().max(60)).max(10).optional(),
  telephone: text(60).nullable().optional(),
  effectiveOn: day.nullable().optional(),
  publishedOn: day.optional(),
});

const interpretBody = z.object({
  form: text(20),
  stage: z.enum(['draft', 'release', 'in-force']).default('release'),
  title: text(200),
  url: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  on: day,
  by: z
    .object({ name: text(60), role: text(40) })
    .nullable()
    .default(null),
});
