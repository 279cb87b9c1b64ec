/** Job events of the platform as facts about a job (channel-apis 4.6 and 4.7). Pure. */
import { z } from 'zod';
import type { ChannelEvent, Outcome } from '../channel.ts';
import { atLeastOne, listOf, objectOrBlank, publishOutcome, publishStatus } from './publish-outcome.ts';
import { platformId } from './wechat-api.ts';

const event = z.object({ MsgType: z.string(), Event: z.string() });

const massEvent = z.object({
  MsgID: platformId,
  Status: z.string(),
  ArticleUrlResult: objectOrBlank(
    z.object({
      ResultList: objectOrBlank(
        z.object({ item: listOf(z.object({ ArticleIdx: z.coerce.number().int(), ArticleUrl: z.string().trim() })) }),
      ),
    }),
  ),
});

const publishEvent = z.object({ PublishEventInfo: publishStatus });

/**
 * The fact in a push, or null when it tells of no job of ours. The name PUBLISHJOBFINISH is the real one; older pages
 * say FREEPUBLISHJOBFINISH, and some accounts get MASSSENDJOBFINISH for a publication. What it names is matched by id,
 * never by content.
 * @param push the element `xml` of the push as a record of texts (a parser that turns digits into numbers loses ids)
 */
export function readWechatEvent(push: Readonly<Record<string, unknown>>): ChannelEvent | null {
  const head = event.safeParse(push);
  if (!head.success || head.data.MsgType.trim().toLowerCase() !== 'event') return null;
  switch (head.data.Event.trim().toUpperCase()) {
    case 'PUBLISHJOBFINISH':
    case 'FREEPUBLISHJOBFINISH': {
      const publish = publishEvent.safeParse(push);
      if (!publish.success) return null;
      const { PublishEventInfo: info } = publish.data;
      return { kind: 'publish', externalId: info.publish_id, outcome: publishOutcome(info) };
    }
    case 'MASSSENDJOBFINISH': {
      const mass = massEvent.safeParse(push);
      return mass.success ? { kind: 'mass-send', externalId: mass.data.MsgID, outcome: massOutcome(mass.data) } : null;
    }
    default:
      return null;
  }
}

function massOutcome(mass: z.output<typeof massEvent>): Outcome {
  const status = mass.Status.trim();
  const externalId = mass.MsgID;
  if (/^send[ _]?success$/i.test(status)) {
    const items = mass.ArticleUrlResult?.ResultList?.item ?? [];
    const published = items.map((item) => ({
      externalId,
      position: item.ArticleIdx,
      title: '',
      url: item.ArticleUrl || null,
    }));
    return { is: 'published', externalId, published: atLeastOne(externalId, published) };
  }
  const code = /^err\(\d+\)$/.test(status) ? `wechat-${status}` : 'wechat-SEND_FAIL';
  return { is: 'failed', code, detail: `the platform says ${status}` };
}
