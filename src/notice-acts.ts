/** What commands and token routes ask of notices. */
import { z } from 'zod';
import { type ActingPerson, actorOf } from './config/acting-person.ts';
import { AskedWrongly } from './errors.ts';
import type { Govcast } from './govcast.ts';
import { acknowledgeConcern } from './notify/acknowledge-concern.ts';
import { listNotices, type NoticeFilter } from './notify/list-notices.ts';
import { type Language, type NoticeWording, readNoticeWording } from './notify/notice-wording.ts';

/** Read once: everybody's bell asks for it again and again. */
const wordings = new Map<string, NoticeWording>();

function wordingOf(folder: string): NoticeWording {
  const wording = wordings.get(folder) ?? readNoticeWording(folder);
  wordings.set(folder, wording);
  return wording;
}

/** What stands and who was told, for `govcast notice list` and the route `notices`. */
export function answerNotices(
  { acting, config, environment }: Govcast,
  filter: NoticeFilter = {},
  language: Language = 'zh',
) {
  const wording = wordingOf(environment.contentFolder);
  return listNotices(acting.db, config.people, wording, filter, language);
}

/** A person takes a matter, for `govcast notice ack` and its route. */
export function answerAck({ acting, config }: Govcast, id: string, actor: ActingPerson) {
  return acknowledgeConcern(acting, config.people, id, actor);
}

const ackBody = z.strictObject({ id: z.string().min(1), as: z.string().min(1) });

export function noticeActs(govcast: Govcast) {
  return {
    'notices/ack': async (sent: unknown) => {
      const body = ackBody.safeParse(sent ?? {});
      if (body.success) return answerAck(govcast, body.data.id, actorOf(govcast.config, body.data.as, 'api'));
      const remedy = 'Send {"id", "as"} as JSON.';
      throw new AskedWrongly({ code: 'body', message: body.error.issues[0]?.message ?? 'no body', remedy });
    },
  };
}
