/** The loops of the process, from left to right as the data travels. Each only calls the reconcile of its domain. */

import { listComments } from './channels/wechat/comments.ts';
import { readWechatEvent } from './channels/wechat/read-event.ts';
import { wechatAccount } from './channels/wechat/wechat-channel.ts';
import { sourceId } from './config/portals.ts';
import { furtherPages } from './cross-posting-desk.ts';
import { hintDue } from './delivery/hint-due.ts';
import { isSent, isSettled } from './delivery/is-settled.ts';
import { receiveEvent } from './delivery/receive-event.ts';
import { reconcileDeliveries } from './delivery/reconcile-delivery.ts';
import type { Govcast } from './govcast.ts';
import { applyInbound } from './inbox/apply-inbound.ts';
import { followPublished } from './inbox/follow-published.ts';
import { readComments } from './inbox/read-comments.ts';
import type { Actor } from './ledger/append.ts';
import type { Loop } from './loops.ts';
import { findDocumentNumbers } from './policy/document-number.ts';
import { policyReconciler } from './policy/reconcile-policy.ts';
import { openPortals } from './portal/fetch/open-portals.ts';
import type { PortalLoop } from './portal/reconcile-portal.ts';
import { reconcilePortal } from './portal/reconcile-portal.ts';
import type { FetchBytes } from './posts/fetch-images.ts';
import { newFileMemory } from './posts/file-memory.ts';
import type { Post } from './posts/post-store.ts';
import { reconcilePosts } from './posts/reconcile-posts.ts';
import { takeBack } from './review/take-back.ts';
import { scheduleLoops } from './schedule-loops.ts';
import type { Tx } from './store/database.ts';

const worker: Actor = { person: 'govcast', via: 'worker' };

/** What the loops of one process share: readers with their connections, and the memory of where linking stands. */
export interface Working {
  loops: Loop[];
  portalLoop: PortalLoop;
  fetchBytes: FetchBytes;
  /** Ends the reading of portals; what else runs comes to its end. */
  windDown: () => void;
  close: () => void;
}

/** Builds the loops. Readers keep connections open, so they are closed at the end. */
export function workingLoops(govcast: Govcast): Working {
  const { acting, calendar, clock, config, log, work } = govcast;
  const { portals, readers, readBytes: fetchBytes, close } = openPortals(config.portals, clock, govcast.sandboxUrl);
  const winding = new AbortController();
  const portalLoop: PortalLoop = {
    ...acting,
    signal: winding.signal,
    actor: worker,
    portals,
    readers,
    findNumbers: (text) => findDocumentNumbers(text).map((n) => n.normalised),
  };
  const columns = portals.flatMap((portal) =>
    portal.columns.map((column) => ({ source: sourceId(portal, column), column })),
  );
  const kindOf = (source: string) => columns.find((c) => c.source === source)?.column.kind ?? null;
  const linkItems = policyReconciler({ ...govcast.bundles, log, thresholds: config.settings.linking, kindOf });
  const { bundles, items, author, publicUntil } = config.settings.posts;
  const desk = {
    composing: govcast.composing,
    rules: { bundles, items, publicUntil, author },
    further: furtherPages(govcast),
    fetchBytes,
    contentFolder: govcast.environment.contentFolder,
    memory: newFileMemory(clock.now()),
    isSettled,
    isSent,
    takeBack: (tx: Tx, post: Post, reason: string) => takeBack(tx, acting, post, reason, worker),
  };
  const intaking = { ...acting, calendar, routing: config.routing };
  const listOf = (channel: string) => {
    const account = govcast.channelConfig(channel);
    return account.kind === 'wecom-robot' ? null : wechatAccount(account, govcast.channelDeps);
  };

  const loops: Loop[] = [
    { name: 'portal', cron: '*/20 * * * * *', reconcile: () => reconcilePortal(portalLoop, clock.now()) },
    { name: 'policy', cron: '*/10 * * * * *', reconcile: () => linkItems() },
    {
      name: 'posts',
      cron: '*/10 * * * * *',
      reconcile: async () => {
        const { problems, saved } = await reconcilePosts(acting, desk);
        for (const { id, voided } of saved) {
          const remedy = `hand it in again with govcast post submit ${id}; its places are kept`;
          if (voided) log.warn('a signed text has changed: its signatures are void', { post: id, remedy });
        }
        for (const { code, message, place, remedy } of problems) log.warn(message, { code, place, remedy });
      },
    },
    {
      name: 'deliveries',
      cron: govcast.environment.cluster ? '*/30 * * * * *' : '*/5 * * * * *',
      reconcile: (stopping) => reconcileDeliveries(work, stopping),
    },
    { name: 'hints', cron: '*/5 * * * * *', reconcile: () => hintDue(work, govcast.queue) },
    {
      name: 'inbox',
      cron: '*/5 * * * * *',
      reconcile: () =>
        applyInbound(intaking, async (tx, channel, record) => {
          const event = readWechatEvent(record);
          if (event) await receiveEvent(tx, work, channel, event);
        }),
    },
    {
      name: 'comments',
      cron: '0 * * * * *',
      reconcile: async () => {
        await followPublished(acting);
        const { problems } = await readComments(intaking, async (article, { begin, count }) => {
          const account = listOf(article.channel);
          if (!account) return [];
          const page = await listComments(
            account,
            { msgDataId: article.messageId, index: article.position - 1 },
            begin,
          );
          return page.comments
            .slice(0, count)
            .map((c) => ({ id: c.id, content: c.content, sender: c.openid, at: c.createdAt }));
        });
        for (const { article, problem } of problems)
          log.warn(problem.message, { code: problem.code, channel: article.channel });
      },
    },
    ...scheduleLoops(govcast),
  ];
  return { loops, portalLoop, fetchBytes, windDown: () => winding.abort(), close };
}
