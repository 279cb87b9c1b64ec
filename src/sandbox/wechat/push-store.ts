import type { Account } from '../account-store.ts';
import type { Platform } from '../platform.ts';
import { pushXml, type XmlFields } from './push-xml.ts';

/** What the callee said to one try. */
export interface PushAnswer {
  /** HTTP status; null when there was no answer. */
  status: number | null;
  /** Body, or what went wrong. */
  body: string;
}

/** A message or an event on its way to an account's callback address. */
export interface Push {
  seq: number;
  appid: string;
  label: string;
  /** The message in plain XML. */
  xml: string;
  openid: string;
  /** ms UTC; null when it is done with. */
  dueAt: number | null;
  beforeAnswer: 0 | 1;
  badSignature: 0 | 1;
  tries: number;
  state: 'waiting' | 'delivered' | 'given up' | 'no address';
  answers: string;
}

const columns = `seq, appid, label, xml, openid, due_at as dueAt, before_answer as beforeAnswer, bad_signature as badSignature,
  tries, state, answers`;

/** Puts a push on its way. `at` is the moment it speaks of (CreateTime), `dueAt` when it goes out. @returns its number */
export function queuePush(
  platform: Platform,
  account: Account,
  push: {
    label: string;
    /** All but ToUserName, FromUserName and CreateTime, which are added unless given. */
    fields: XmlFields;
    openid: string;
    at: number;
    dueAt: number;
    beforeAnswer?: boolean;
    badSignature?: boolean;
    /** Sent in place of the fields, as it stands. */
    xml?: string | undefined;
  },
): number {
  const head = { ToUserName: account.ghId, FromUserName: push.openid, CreateTime: Math.floor(push.at / 1000) };
  const xml = push.xml ?? pushXml({ ...head, ...push.fields });
  const { lastInsertRowid } = platform.db
    .prepare(
      `insert into push (appid, label, xml, openid, due_at, before_answer, bad_signature, state)
       values (?, ?, ?, ?, ?, ?, ?, 'waiting')`,
    )
    .run(account.appid, push.label, xml, push.openid, push.dueAt, push.beforeAnswer ? 1 : 0, push.badSignature ? 1 : 0);
  return Number(lastInsertRowid);
}

export function findPush(platform: Platform, seq: number): Push | undefined {
  return platform.db.prepare<[number], Push>(`select ${columns} from push where seq = ?`).get(seq);
}

export function duePushes(platform: Platform, now: number): Push[] {
  return platform.db
    .prepare<[number], Push>(`select ${columns} from push where due_at <= ? order by due_at, seq`)
    .all(now);
}

export function listPushes(platform: Platform): Push[] {
  return platform.db.prepare<[], Push>(`select ${columns} from push order by seq`).all();
}

export function savePush(platform: Platform, push: Push): void {
  platform.db
    .prepare('update push set due_at = @dueAt, tries = @tries, state = @state, answers = @answers where seq = @seq')
    .run({ seq: push.seq, dueAt: push.dueAt, tries: push.tries, state: push.state, answers: push.answers });
}
