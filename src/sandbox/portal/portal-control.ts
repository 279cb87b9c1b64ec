import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { PortalPage } from './portal-page.ts';
import { pagePath } from './portal-page.ts';
import type { PortalState } from './portal-state.ts';

/** `path` of a page; left out, the page that the portal keeps for this. `soft` answers 200 with 页面不存在. */
const order = z.object({ path: z.string().optional(), soft: z.boolean().optional() }).nullish();

interface Context {
  state: PortalState;
  pages: readonly PortalPage[];
  pageAt: (path: string) => PortalPage | undefined;
}

/**
 * `POST /_control/portal/revise`, `POST /_control/portal/withdraw` and `GET /_control/portal`: what a rehearsal may do to
 * the portal and ask of it. The returned function counts reads of the folder that robots.txt forbids.
 */
export function portalControl(app: FastifyInstance, { state, pages, pageAt }: Context): { forbiddenRead: () => void } {
  let forbiddenReads = 0;
  const chosen = (body: unknown, kind: 'revised' | 'withdrawn') => {
    const asked = order.safeParse(body);
    if (!asked.success) return undefined;
    const { path, soft = false } = asked.data ?? {};
    const page = path
      ? pageAt(path)
      : pages.find(({ trap }) => trap?.kind === kind && (trap.kind !== 'withdrawn' || trap.soft === soft));
    return page && { page, soft };
  };

  app.get('/_control/portal', () => ({
    pages: pages.length,
    gone: pages.filter((page) => state.goneOf(page) !== 'no').map((page) => pagePath(page)),
    forbiddenReads,
  }));
  app.post('/_control/portal/revise', (request, reply) => {
    const found = chosen(request.body, 'revised');
    if (!found) return noSuchPage(reply);
    state.revise(found.page);
    return { path: pagePath(found.page) };
  });
  app.post('/_control/portal/withdraw', (request, reply) => {
    const found = chosen(request.body, 'withdrawn');
    if (!found) return noSuchPage(reply);
    state.withdraw(found.page, found.soft);
    return { path: pagePath(found.page), soft: found.soft };
  });
  return {
    forbiddenRead: () => {
      forbiddenReads += 1;
    },
  };
}

function noSuchPage(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: { code: 'no-such-page', message: 'the portal has no page at this path' } });
}
