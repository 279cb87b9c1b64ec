import { createHash } from 'node:crypto';
import { textAt, type XmlRecord } from './parse-callback-xml.ts';

/**
 * What makes a push one and the same when the platform repeats it, up to three times (channel-apis 4.3): MsgId of a
 * message; for an event writer, second and name, with the job's id or the key, since two events can share a second.
 */
export function dedupeKey(record: XmlRecord): string {
  const msgId = textAt(record, 'MsgId');
  if (msgId) return `msg:${msgId}`;
  const from = textAt(record, 'FromUserName');
  const at = textAt(record, 'CreateTime');
  const event = textAt(record, 'Event').toLowerCase();
  // Without these three nothing but the whole text tells two pushes apart.
  if (!from || !at || !event) return `body:${digest(record)}`;
  const job = textAt(record, 'MsgID') || textAt(record, 'PublishEventInfo', 'publish_id');
  return ['event', from, at, event, job, textAt(record, 'EventKey')].join(':');
}

function digest(record: XmlRecord): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex');
}
