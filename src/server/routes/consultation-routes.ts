/** 征求意见 and 重大决策 of a policy: each one act of policy/, where roles and objects are checked. */
import { z } from 'zod';
import type { Govcast } from '../../govcast.ts';
import { bundleOfPolicy, findBundle } from '../../policy/bundle-store.ts';
import { unknownBundle } from '../../policy/change-bundle.ts';
import { type ConsulteeKind, consulteeKinds } from '../../policy/consultation.ts';
import { followDecision } from '../../policy/follow-decision.ts';
import { listDecision } from '../../policy/list-decision.ts';
import { openConsultation } from '../../policy/open-consultation.ts';
import { publishResult } from '../../policy/publish-result.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { bundleRoles, ofBundle } from './bundle-routes.ts';

const answer = z.object({ ok: z.literal(true) });
const ok = { ok: true as const };
const day = z.iso.date();
const kinds = Object.keys(consulteeKinds) as ConsulteeKind[];

const consulting = z.object({
  /** Codes of ways; none when there is no consultation. */
  ways: z.array(z.string().max(60)).max(20),
  consultees: z.array(z.object({ kind: z.enum(kinds), name: z.string().trim().min(1).max(60) })).max(50),
  days: z.object({ opensOn: day, closesOn: day }).nullable(),
  noneReason: z.string().max(60).nullable(),
});
const result = z.object({ consultation: z.string().max(60), on: day, url: z.url({ protocol: /^https?$/ }) });

export function consultationRoutes({ acting, bundles: desk }: Govcast): ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: '/bundles/:bundle/consult',
      summary: 'Enters a consultation on a policy with its days, or the reason why there is none',
      admits: bundleRoles,
      params: ofBundle,
      body: consulting,
      answer,
      handle: async ({ params, body, caller }) => {
        await openConsultation(desk, caller.actor, { bundle: params.bundle, ...body });
        return ok;
      },
    }),
    route({
      method: 'POST',
      path: '/bundles/:bundle/consult-result',
      summary: 'Enters where and when the result of a consultation was published',
      admits: bundleRoles,
      params: ofBundle,
      body: result,
      answer,
      handle: async ({ params, body, caller }) => {
        await publishResult(desk, caller.actor, { bundle: params.bundle, ...body });
        return ok;
      },
    }),
    route({
      method: 'POST',
      path: '/bundles/:bundle/decision',
      summary: 'Puts the document of a bundle under a major decision, at one of its stages',
      admits: bundleRoles,
      params: ofBundle,
      body: z.object({ decision: z.string().max(60), stage: z.string().max(60), on: day.nullable().default(null) }),
      answer,
      handle: async ({ params, body, caller }) => {
        const found = (await findBundle(acting.db, params.bundle)) ?? (await bundleOfPolicy(acting.db, params.bundle));
        if (found === null) throw unknownBundle(params.bundle);
        await followDecision(desk, caller.actor, { item: found.policy, ...body });
        return ok;
      },
    }),
    route({
      method: 'POST',
      path: '/bundles/decisions',
      summary: 'Puts a major decision on the list of a year',
      admits: ['section-head', 'leader'],
      body: z.object({
        title: z.string().trim().min(1).max(200),
        year: z.int().min(2000).max(2100),
        section: z.string().max(60).nullable().default(null),
      }),
      answer: z.object({ id: z.string() }),
      handle: async ({ body, caller }) => ({ id: await listDecision(desk, caller.actor, body) }),
    }),
  ];
}
