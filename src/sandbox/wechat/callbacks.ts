import axios from 'axios';
import { type Account, findAccount } from '../account-store.ts';
import { encryptMessage, signParts } from '../callback-cipher.ts';
import type { Platform } from '../platform.ts';
import { duePushes, findPush, type Push, type PushAnswer, savePush } from './push-store.ts';
import { pushXml } from './push-xml.ts';

const TRIES = 3;

/**
 * Sends what is due to the accounts' callback addresses. Pushes of one moment go out side by side, in no set order,
 * unless the platform was asked to send them in turn.
 */
export interface Callbacks {
  /** Starts on all pushes that are due and resolves when none of them is under way any more. */
  deliverDue(): Promise<void>;
}

export function callbacksOf(platform: Platform): Callbacks {
  const underWay = new Map<number, Promise<void>>();
  const start = (push: Push) => {
    const work = deliver(platform, push).finally(() => underWay.delete(push.seq));
    underWay.set(push.seq, work);
  };
  return {
    async deliverDue() {
      for (;;) {
        const due = duePushes(platform, platform.clock.now()).filter((push) => !underWay.has(push.seq));
        if (!platform.pushesInTurn) due.forEach(start);
        else if (underWay.size === 0) due.slice(0, 1).forEach(start);
        if (underWay.size === 0) return;
        await Promise.all(underWay.values());
        if (!platform.db.open) return;
      }
    },
  };
}

async function deliver(platform: Platform, push: Push): Promise<void> {
  const account = findAccount(platform, push.appid);
  if (!account?.settings.callbackUrl) return savePush(platform, { ...push, dueAt: null, state: 'no address' });
  const answers: PushAnswer[] = JSON.parse(push.answers);
  for (let tries = push.tries + 1; tries <= TRIES; tries++) {
    // Counted before it is sent: a sandbox that is killed meanwhile repeats a push, as the platform may, but not for ever.
    savePush(platform, { ...push, tries });
    const answer = await post(platform, account, account.settings.callbackUrl, push);
    if (!platform.db.open || !findPush(platform, push.seq)) return;
    answers.push(answer);
    if (isDelivered(answer)) {
      return savePush(platform, { ...push, tries, dueAt: null, state: 'delivered', answers: JSON.stringify(answers) });
    }
  }
  savePush(platform, { ...push, tries: TRIES, dueAt: null, state: 'given up', answers: JSON.stringify(answers) });
}

/** `success`, nothing at all, or a passive reply in XML. */
function isDelivered(answer: PushAnswer): boolean {
  return answer.status === 200 && /^(success|<xml>.*|)$/s.test(answer.body.trim());
}

async function post(platform: Platform, account: Account, url: string, push: Push): Promise<PushAnswer> {
  const { body, query } = wrap(platform, account, push, platform.clock.now());
  try {
    const answer = await axios.post(url, body, {
      params: query,
      headers: { 'content-type': 'text/xml' },
      signal: platform.clock.timeout(account.settings.callbackTimeoutMs),
      responseType: 'text',
      transformResponse: (text: string) => text,
      validateStatus: () => true,
      maxRedirects: 0,
      proxy: false,
    });
    return { status: answer.status, body: String(answer.data) };
  } catch (failure) {
    return { status: null, body: failure instanceof Error ? failure.message : String(failure) };
  }
}

/** Signature and, when the account is in safe or compatible mode, encryption of a push (channel-apis 4.1, 4.2). */
function wrap(
  platform: Platform,
  account: Account,
  push: Push,
  now: number,
): { body: string; query: Record<string, string> } {
  const query = { ...signedQuery(platform, account, now), openid: push.openid };
  if (push.badSignature) query.signature = '0'.repeat(40);
  const mode = account.settings.callbackMode;
  if (mode === 'plain') return { body: push.xml, query };
  const encrypted = encryptMessage(account.aesKey, account.appid, push.xml, platform.randomBytes(16));
  const signature = signParts(account.callbackToken, query.timestamp, query.nonce, encrypted);
  const body =
    mode === 'safe'
      ? pushXml({ ToUserName: account.ghId, Encrypt: encrypted })
      : push.xml.replace('</xml>', `<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`);
  return {
    body,
    query: { ...query, encrypt_type: 'aes', msg_signature: push.badSignature ? '0'.repeat(40) : signature },
  };
}

/** The three query fields that every request of the platform carries. */
export function signedQuery(
  platform: Platform,
  account: Account,
  now: number,
): { signature: string; timestamp: string; nonce: string } {
  const timestamp = String(Math.floor(now / 1000));
  const nonce = String(100_000_000 + (platform.randomBytes(4).readUInt32BE() % 900_000_000));
  return { signature: signParts(account.callbackToken, timestamp, nonce), timestamp, nonce };
}

/** Saving the address in the console: the platform asks it to echo a text. @returns whether it did */
export async function verifyCallback(platform: Platform, account: Account, url: string): Promise<boolean> {
  const echostr = String(1 + platform.randomBytes(6).readUIntBE(0, 6));
  try {
    const answer = await axios.get(url, {
      params: { ...signedQuery(platform, account, platform.clock.now()), echostr },
      signal: platform.clock.timeout(account.settings.callbackTimeoutMs),
      responseType: 'text',
      transformResponse: (text: string) => text,
      maxRedirects: 0,
      proxy: false,
    });
    return answer.data === echostr;
  } catch {
    return false;
  }
}
