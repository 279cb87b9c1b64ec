/** What delivering needs, out of the configuration and the open channels. */
import { databaseNow } from './calendar/check-database-clock.ts';
import type { Channel } from './channels/channel.ts';
import type { ErrorWording } from './channels/error-remedy.ts';
import { channelNamed, channelUnknown } from './config/channel-named.ts';
import type { ChannelConfig } from './config/channels.ts';
import type { Environment } from './config/environment.ts';
import type { Config } from './config/load-config.ts';
import type { ScheduleSettings } from './config/schedule-settings.ts';
import { noticeSubject } from './delivery/notice-subject.ts';
import { postSubject } from './delivery/post-subject.ts';
import { readQuestionWording } from './delivery/question-wording.ts';
import { newTicks } from './delivery/ticks.ts';
import type { AccountRules, DeliveryWork } from './delivery/work.ts';
import { CallPerson } from './errors.ts';
import type { Acting } from './ledger/acting.ts';
import { loadAsset } from './posts/asset-store.ts';

/** What differs between the process, the commands and the tests. */
export interface DeliveryWorkParts extends Pick<DeliveryWork, 'worker' | 'random' | 'log'> {
  environment: Pick<Environment, 'contentFolder' | 'cluster'>;
  /** Whether time is the world's: then the clock is compared with the database's. */
  realTime?: boolean;
}

/** Everything by which deliveries are carried out, with the rules of each account as the office has set them. */
export function deliveryWork(
  parts: DeliveryWorkParts,
  config: Config,
  acting: Acting,
  channels: ReadonlyMap<string, Channel>,
  errors: ErrorWording,
): DeliveryWork {
  return {
    ...acting,
    people: config.people,
    questions: readQuestionWording(parts.environment.contentFolder, errors),
    channel: (id) => channels.get(id) ?? channelUnknown(config.channels, id),
    account: (id) => accountRules(channelNamed(config.channels, id), config.settings.schedule),
    subjects: { post: postSubject, notice: noticeSubject },
    asset: async (sha256) => {
      const picture = await loadAsset(acting.db, sha256);
      return picture ?? missingPicture(sha256);
    },
    settings: config.settings.delivery,
    ticks: newTicks(
      config.settings.delivery.clockErrorMs,
      parts.realTime && parts.environment.cluster ? () => databaseNow(acting.db) : null,
    ),
    worker: parts.worker,
    random: parts.random,
    log: parts.log,
  };
}

function accountRules(channel: ChannelConfig, { catchUpGapMinutes }: ScheduleSettings): AccountRules {
  const { latenessMinutes, minGapMinutes, onDoubt, absence, quotas } = channel;
  const gapMs = Math.max(minGapMinutes, catchUpGapMinutes) * 60_000;
  return { latenessMs: latenessMinutes * 60_000, gapMs, onDoubt, absence, quotas };
}

function missingPicture(sha256: string): never {
  throw new CallPerson({
    code: 'asset-missing',
    message: `the picture ${sha256} of an approved post is not in the table asset`,
    place: `asset:${sha256}`,
    remedy:
      'Restore the picture from a backup, or compose the post again and have it reviewed; nothing is sent without it.',
  });
}
