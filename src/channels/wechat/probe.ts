import { GovcastError } from '../../errors.ts';
import { errorText, valuesIn } from '../error-remedy.ts';
import { accessToken } from './access-token.ts';
import { askWechat } from './ask-wechat.ts';
import type { WechatApi, WechatReply } from './wechat-api.ts';

/** What one API of an account answered when it was tried. */
export interface ProbedRight {
  /** `token`, `draft`, `publish`, `massSend`. */
  api: string;
  /** `works`, or the code that it answered: `48001`, `no-connection`. */
  right: string;
  /** English, for doctor; Chinese stands in the wording of `code`. */
  message: string;
  remedy: string;
  code: string | null;
}

/** Calls that read and leave nothing behind. A publish or mass id that cannot exist is refused by id only when the right is there. */
const probes: readonly {
  api: string;
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  fine: readonly number[];
}[] = [
  { api: 'draft', method: 'GET', path: '/cgi-bin/draft/count', fine: [] },
  {
    api: 'publish',
    method: 'POST',
    path: '/cgi-bin/freepublish/batchget',
    body: { offset: 0, count: 1, no_content: 1 },
    fine: [],
  },
  { api: 'massSend', method: 'POST', path: '/cgi-bin/message/mass/get', body: { msg_id: '1' }, fine: [40059] },
];

/**
 * Tries what an account may do: its token first (wrong secret, IP list with the address that the platform saw,
 * confirmation), then each API. Costs one unit of each; for doctor and for a person's “重新探测权限”. Never throws.
 */
export async function probeWechat(api: WechatApi): Promise<ProbedRight[]> {
  try {
    await accessToken(api);
  } catch (error) {
    return [failed('token', error)];
  }
  const found: ProbedRight[] = [
    { api: 'token', right: 'works', message: 'the token is valid', remedy: '', code: null },
  ];
  for (const { api: name, fine, ...request } of probes) {
    try {
      found.push(rightOf(api, name, await askWechat(api, request), fine));
    } catch (error) {
      found.push(failed(name, error));
    }
  }
  return found;
}

function rightOf(api: WechatApi, name: string, reply: WechatReply, fine: readonly number[]): ProbedRight {
  if (reply.is === 'ok' || (reply.is === 'error' && fine.includes(reply.code))) {
    return { api: name, right: 'works', message: `${name} works`, remedy: '', code: null };
  }
  const code = reply.is === 'error' ? `wechat-${reply.code}` : 'no-connection';
  const detail = reply.is === 'error' ? reply.message : reply.detail;
  const text = errorText(api.wording, code, 'en', { ...valuesIn(detail), api: name });
  const right = reply.is === 'error' ? String(reply.code) : code;
  return { api: name, right, message: `${text.title}: ${detail}`, remedy: text.next, code };
}

function failed(api: string, error: unknown): ProbedRight {
  if (!(error instanceof GovcastError)) throw error;
  const { code, message, remedy } = error;
  return { api, right: code.replace(/^wechat-(token-)?/, ''), message, remedy, code };
}
