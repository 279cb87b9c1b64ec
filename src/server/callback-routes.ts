import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { decryptMessage, verifySignature } from '../channels/wechat/callback-codec.ts';
import type { Clock } from '../clock.ts';
import { asProblem, GovcastError, Refused } from '../errors.ts';
import { addInbound } from '../inbox/inbound-store.ts';
import { parseCallbackXml, textAt } from '../inbox/parse-callback-xml.ts';
import { receiveCallback } from '../inbox/receive-callback.ts';
import type { Logger } from '../log.ts';
import type { Db } from '../store/database.ts';
import type { NewId } from '../store/ids.ts';

/** What an account's callback needs: its token, and its key where pushes are encrypted. Read when used, never kept. */
export interface CallbackAccount {
  appId: string;
  token: () => string;
  encodingAesKey: (() => string) | null;
}

export interface CallbackParts {
  db: Db;
  clock: Clock;
  newId: NewId;
  log: Logger;
  account: (channel: string) => CallbackAccount | undefined;
  /** Told after a push is stored and answered, so that it is applied soon. */
  onReceived: () => void;
}

interface SignedQuery {
  signature?: string;
  msg_signature?: string;
  timestamp?: string;
  nonce?: string;
  echostr?: string;
  encrypt_type?: string;
}

const BODY_LIMIT = 300_000;

/**
 * The addresses that WeChat pushes to, `/callback/wechat/CHANNEL` (channel-apis 4.1): the signature is checked in
 * constant time, the push is stored by its unique key, and `success` is answered; everything else happens later.
 */
export function callbackRoutes(app: FastifyInstance, parts: CallbackParts): void {
  app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    routes.get<{ Params: { channel: string }; Querystring: SignedQuery }>(
      '/callback/wechat/:channel',
      async (request, reply) => {
        const account = parts.account(request.params.channel);
        if (!account || !signedPlainly(account, request.query)) return reply.code(403).send('');
        return reply.type('text/plain').send(request.query.echostr ?? '');
      },
    );
    routes.post<{ Params: { channel: string }; Querystring: SignedQuery; Body: string }>(
      '/callback/wechat/:channel',
      async (request, reply) => {
        const { channel } = request.params;
        try {
          const isNew = await store(parts, channel, request.query, request.body ?? '');
          if (isNew) reply.raw.once('finish', parts.onReceived);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          parts.log.warn('a push was refused', { channel, code: error.code });
          return reply.code(403).send('');
        }
        return reply.type('text/plain').send('success');
      },
    );
  });
}

/** @returns whether there is something new to apply */
async function store(parts: CallbackParts, channel: string, query: SignedQuery, body: string): Promise<boolean> {
  const account = parts.account(channel);
  if (!account) throw unsigned(channel);
  const xml =
    query.encrypt_type === 'aes' ? decrypted(channel, account, query, body) : plain(channel, account, query, body);
  try {
    return await receiveCallback(parts, channel, parseCallbackXml(xml), xml);
  } catch (error) {
    if (!(error instanceof GovcastError)) throw error;
    await keepUnreadable(parts, channel, xml, error);
    return false;
  }
}

/** The plain signature says nothing of the body: where a key is set, only what was encrypted with it is believed. */
function plain(channel: string, account: CallbackAccount, query: SignedQuery, body: string): string {
  if (!signedPlainly(account, query)) throw unsigned(channel);
  if (account.encodingAesKey) throw unencrypted(channel);
  return body;
}

function decrypted(channel: string, account: CallbackAccount, query: SignedQuery, body: string): string {
  const encrypted = encryptedPart(body);
  const { timestamp = '', nonce = '', msg_signature: signature = '' } = query;
  if (encrypted === null || !verifySignature(account.token(), { timestamp, nonce, signature, encrypted }))
    throw unsigned(channel);
  if (!account.encodingAesKey) throw unsigned(channel);
  return decryptMessage(encrypted, { appId: account.appId, encodingAesKey: account.encodingAesKey() });
}

/** The envelope is parsed before its signature is known to be right: whatever is odd about it is simply refused. */
function encryptedPart(body: string): string | null {
  try {
    return textAt(parseCallbackXml(body), 'Encrypt') || null;
  } catch {
    return null;
  }
}

function signedPlainly(account: CallbackAccount, query: SignedQuery): boolean {
  const { timestamp = '', nonce = '', signature = '' } = query;
  return verifySignature(account.token(), { timestamp, nonce, signature });
}

/** Rightly signed but unreadable: kept with its problem for a person, and answered, because a repeat reads no better. */
async function keepUnreadable(parts: CallbackParts, channel: string, xml: string, error: GovcastError): Promise<void> {
  const { code, message, remedy } = asProblem(error);
  parts.log.error('a push cannot be read and is kept', { channel, code });
  await addInbound(parts.db, {
    id: parts.newId(),
    channel,
    dedupeKey: `unreadable:${createHash('sha256').update(xml).digest('hex')}`,
    body: xml,
    receivedAt: parts.clock.now(),
    appliedAt: null,
    problem: JSON.stringify({ code, message, remedy }),
  });
}

function unsigned(channel: string): Refused {
  return new Refused({
    code: 'callback-signature',
    message: `a push to ${channel} is not signed by the platform`,
    place: channel,
    remedy: 'Compare callbackToken and encodingAesKey in channels.yaml with the server settings of the account.',
  });
}

function unencrypted(channel: string): Refused {
  return new Refused({
    code: 'callback-plain',
    message: `a push to ${channel} is not encrypted, although channels.yaml has an encodingAesKey for it`,
    place: channel,
    remedy: 'Choose 安全模式 in the server settings of the account, or take encodingAesKey out of channels.yaml.',
  });
}
