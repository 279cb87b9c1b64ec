/** WeCom group robot, 群机器人 now called 消息推送: developer.work.weixin.qq.com 91770 and 99110 (channel-apis 7.1). */
import { z } from 'zod';
import type { RobotConfig } from '../../config/channels.ts';
import { FixContent } from '../../errors.ts';
import type { Answer, Channel, ChannelDescriptor, PreparedCall, RetryClass, StepInput } from '../channel.ts';
import type { ChannelDeps } from '../channel-deps.ts';
import { errorText } from '../error-remedy.ts';
import { type CallResult, callOutside } from '../http-call.ts';
import { requestHash } from '../request-hash.ts';

export const robotDescriptor: ChannelDescriptor = {
  kind: 'wecom-robot',
  label: '企业微信群机器人',
  acts: { message: [{ name: 'send', effect: 'K4', visible: true }] },
  limits: {
    titleChars: 64,
    authorChars: 16,
    digestChars: 128,
    htmlCharsBelow: 20_000,
    htmlBytesBelow: 1024 * 1024,
    articles: 8,
    sourceUrlBytes: 1024,
  },
  /** 20 a minute, and nobody says whether the window slides: one every 3 s. */
  paceMs: 3_000,
  hasLinks: false,
  quotas: { message: [{ period: 'minute', limit: 18 }] },
};

const PLATFORM = 'https://qyapi.weixin.qq.com';
const CALL_LIMIT_MS = 20_000;
/** Bytes of UTF-8; a Chinese character takes three. */
const MARKDOWN_BYTES = 4_096;

/** What a code means; codes that are missing prove nothing, since nothing protects a group from a second message. */
const codes: Readonly<Record<number, { retry: RetryClass; retryAfterMs?: number }>> = {
  40008: { retry: 'S' },
  44004: { retry: 'S' },
  45002: { retry: 'S' },
  45009: { retry: 'B', retryAfterMs: 60_000 },
  45033: { retry: 'B', retryAfterMs: 5_000 },
  93000: { retry: 'B', retryAfterMs: 60_000 },
};

/** A refused address is tried once more after a minute: it is seen for some seconds after a robot was made. */
const ADDRESS_TRIES = 2;

/** A robot in a WeCom group: no receipt, no recall, no reading, so a lost answer is a person's question (K4). */
export function wecomRobot(config: RobotConfig, deps: ChannelDeps): Channel {
  const baseUrl = (config.baseUrl ?? deps.platformUrl(config) ?? PLATFORM).replace(/\/+$/, '');
  let addressRefused = 0;
  const answerOf = (result: CallResult): Answer => {
    const answer = robotAnswer(result);
    addressRefused = answer.is === 'no' && answer.code === 'wecom-93000' ? addressRefused + 1 : 0;
    if (answer.is !== 'no' || addressRefused < ADDRESS_TRIES) return answer;
    return { is: 'no', code: answer.code, retry: 'S', detail: answer.detail };
  };
  const prepare = async (input: StepInput): Promise<PreparedCall> => {
    const body = { msgtype: 'markdown', markdown: { content: markdownOf(config, deps, input) } };
    const key = deps.secretOf(config.credentials.webhookKey);
    const url = new URL(`${baseUrl}/cgi-bin/webhook/send`);
    url.searchParams.set('key', key);
    return {
      requestHash: requestHash({ path: url.pathname, body }),
      send: async (check, signal) => {
        const call = { method: 'POST' as const, url: url.href, body: JSON.stringify(body), limitMs: CALL_LIMIT_MS };
        return answerOf(await callOutside(deps.clock, { ...call, secrets: [key] }, check, signal));
      },
    };
  };
  return {
    id: config.id,
    descriptor: {
      ...robotDescriptor,
      ...(config.handOff === 'always' ? { byHand: true as const } : {}),
      quotas: { ...robotDescriptor.quotas, ...config.quotas },
    },
    prepare,
  };
}

/** @throws FixContent when the post has no text for groups, or one that is too long */
function markdownOf(config: RobotConfig, deps: ChannelDeps, input: StepInput): string {
  const markdown = input.content.forms['wecom-robot']?.trim() ?? '';
  const bytes = Buffer.byteLength(markdown);
  if (markdown !== '' && bytes <= MARKDOWN_BYTES) return markdown;
  const code = markdown === '' ? 'wecom-form-missing' : 'wecom-45002';
  const message = markdown === '' ? 'the post has no text for groups' : `${bytes} bytes, at most ${MARKDOWN_BYTES}`;
  const { next } = errorText(deps.wording, code, 'en', { limit: String(MARKDOWN_BYTES) });
  throw new FixContent({ code, message, place: config.id, remedy: next });
}

const answerShape = z.object({ errcode: z.coerce.number(), errmsg: z.string().default('') });

function robotAnswer(result: CallResult): Answer {
  if (result.is === 'lost') return result;
  if (result.is === 'unsent') return { is: 'no', code: result.code, retry: 'N', detail: result.detail };
  const answer = answerShape.safeParse(result.body);
  if (!answer.success) return { is: 'lost', detail: 'an answer of another shape than documented' };
  const { errcode, errmsg: detail } = answer.data;
  if (errcode === 0) return { is: 'done', externalId: null, data: {} };
  const known = codes[errcode];
  return known
    ? { is: 'no', code: `wecom-${errcode}`, ...known, detail }
    : { is: 'lost', detail: `wecom-${errcode} ${detail}` };
}
