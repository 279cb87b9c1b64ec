/** What telling people needs, out of the configuration: sources, ways, wording, yesterday's figures. */
import { plusDays, startOfDay } from './calendar/beijing-time.ts';
import { readSecret } from './config/environment.ts';
import { robotOf } from './config/notify-references.ts';
import { contactPeople } from './config/outside-accounts.ts';
import { stuckRobots } from './delivery/notice-subject.ts';
import { planDelivery } from './delivery/plan-delivery.ts';
import type { Govcast } from './govcast.ts';
import { noticeSources } from './notice-sources.ts';
import type { MailWork } from './notify/mail/send-due-mails.ts';
import { smtpSender } from './notify/mail/smtp-call.ts';
import { type DigestWork, makeDigests } from './notify/make-digests.ts';
import { filled, type NoticeWording, readNoticeWording } from './notify/notice-wording.ts';
import { tellPeople } from './notify/tell-people.ts';
import { noticeActor, type RobotWay } from './notify/tell-work.ts';

export type NoticeDesk = DigestWork & MailWork;

export function noticeDesk(govcast: Govcast): NoticeDesk {
  const { acting, calendar, config, environment, log } = govcast;
  const { notify } = config;
  const people = { ...config.people, people: [...config.people.people, ...contactPeople(config.outside)] };
  const wording = readNoticeWording(environment.contentFolder);
  const { email } = notify;
  const password = email?.password;
  return {
    ...acting,
    people,
    log,
    wording,
    rules: { people, notify, calendar },
    sources: noticeSources(govcast, wording),
    robots: robotWay(govcast),
    figures: (day) => dayFigures(govcast, wording, day),
    mail: email && { from: email.from, send: smtpSender(email, () => (password ? readSecret(password) : null)) },
  };
}

/** One look of the loop `notices`: tell, and make the digests of the day. */
export async function reconcileNotices(desk: NoticeDesk): Promise<void> {
  await tellPeople(desk);
  await makeDigests(desk);
}

/** A robot's notice is a delivery that approves itself: it goes once and safely, by the machine that posts go by. */
function robotWay({ acting, channels, config, work }: Govcast): RobotWay {
  const named = [...config.notify.rules.flatMap((rule) => rule.ways), ...config.notify.digest.ways];
  const robots = named.flatMap((way) => robotOf(way) ?? []);
  return {
    stuck: (db) => stuckRobots(db, robots),
    deliver: async (tx, { notice, channel, hash, at }) => {
      const { descriptor } = channels.get(channel) ?? work.channel(channel);
      const plan = { subjectKind: 'notice' as const, subjectId: notice, channel, act: 'message' as const };
      await planDelivery(tx, acting, descriptor, { ...plan, hash, dueAt: at, priority: 9 }, noticeActor);
    },
  };
}

/** What each account published yesterday and how many requests came in, by the indexes of both. */
export async function dayFigures(
  { acting, config }: Pick<Govcast, 'acting' | 'config'>,
  { frames }: NoticeWording,
  day: string,
): Promise<string[]> {
  const [from, to] = [startOfDay(plusDays(day, -1)), startOfDay(day)];
  const ids = config.channels.map((c) => c.id);
  const published =
    ids.length === 0 // PostgreSQL takes no empty list.
      ? []
      : await acting.db
          .selectFrom('publication')
          .select((eb) => ['channel', eb.fn.countAll<number>().as('count')])
          .where('channel', 'in', ids)
          .where('publicAt', '>=', from)
          .where('publicAt', '<', to)
          .groupBy('channel')
          .orderBy('channel')
          .execute();
  const requests = await acting.db
    .selectFrom('request')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('receivedAt', '>=', from)
    .where('receivedAt', '<', to)
    .executeTakeFirstOrThrow();
  const nameOf = (id: string) => config.channels.find((c) => c.id === id)?.name ?? id;
  const lines = published.map((p) =>
    filled(frames.figures.published.zh, { channel: nameOf(p.channel), count: p.count }),
  );
  const asked = filled(frames.figures.requests.zh, { count: requests.count });
  return [...(lines.length > 0 ? lines : [frames.figures.nothing.zh]), asked];
}
