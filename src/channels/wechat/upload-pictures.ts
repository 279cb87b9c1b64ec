import FormData from 'form-data';
import { FixContent } from '../../errors.ts';
import type { Answer, Json, PreparedCall, StepInput } from '../channel.ts';
import { requestHash } from '../request-hash.ts';
import { keepUpload, knownUploads, type Upload, type UploadPurpose } from '../upload-store.ts';
import { accessToken } from './access-token.ts';
import { errorClass } from './error-classes.ts';
import { fitPicture, movingGif, type Picture } from './fit-picture.ts';
import { refusal } from './step-call.ts';
import type { WechatAccount } from './wechat-account.ts';
import { callWechat, UPLOAD_LIMIT_MS } from './wechat-api.ts';
import { ownProblem } from './wechat-problem.ts';

export interface PictureUpload {
  purpose: UploadPurpose;
  path: string;
  /** The picture must stay below this, bytes. */
  maxBytes: number;
  /** Where pictures that move go instead, and what they may weigh, bytes; absent, their first frame goes. */
  gif?: { path: string; maxBytes: number };
  hashes: readonly string[];
  /** What the platform gave, or null when the answer has another shape. */
  read: (sha256: string, body: Record<string, unknown>) => Upload | null;
  /** The step's answer from all uploads. */
  data: (uploads: ReadonlyMap<string, Upload>) => Json;
}

/**
 * Makes the upload of the next picture ready that the account does not have yet: one call an attempt, remembered at
 * once, until none is missing. Harmless to repeat (K0): what was uploaded before a break is not uploaded again.
 */
export async function preparePictures(
  account: WechatAccount,
  input: StepInput,
  what: PictureUpload,
): Promise<PreparedCall> {
  const hashes = [...new Set(what.hashes)];
  const uploads = await knownUploads(account.db, account.channel, what.purpose, hashes);
  const [next, ...others] = hashes.filter((each) => !uploads.has(each));
  if (next === undefined) {
    const done = { is: 'done' as const, externalId: null, data: what.data(uploads) };
    return { requestHash: requestHash({ path: what.path, pictures: hashes }), send: async () => done };
  }
  const { bytes } = await input.asset(next);
  const moving = what.gif ? await movingGif(bytes, what.gif.maxBytes) : null;
  const path = moving && what.gif ? what.gif.path : what.path;
  const picture = moving ?? (await fitting(account, bytes, next, what.maxBytes));
  const token = await accessToken(account);
  return {
    requestHash: requestHash({ path, picture: next }),
    send: async (check, signal) => {
      const form = new FormData();
      form.append('media', picture.bytes, { filename: `${next.slice(0, 16)}.${picture.format}` });
      const request = { path, form, limitMs: UPLOAD_LIMIT_MS };
      const reply = await callWechat(account, request, token, [], check, signal);
      if (reply.is !== 'ok') {
        if (reply.is === 'error' && errorClass(reply.code)?.class === 'T') account.noteRefused(token);
        return refusal(account, reply, 'K0');
      }
      const upload = what.read(next, reply.body);
      if (upload === null) return unreadable(path);
      await keepUpload(account.db, account.channel, what.purpose, upload, account.clock.now());
      if (others.length > 0) return { is: 'done', externalId: null, data: { uploaded: next }, more: true };
      return { is: 'done', externalId: null, data: what.data(uploads.set(next, upload)) };
    },
  };
}

function unreadable(path: string): Answer {
  return { is: 'lost', detail: `${path}: an answer of another shape than documented` };
}

async function fitting(account: WechatAccount, bytes: Buffer, sha256: string, maxBytes: number): Promise<Picture> {
  const picture = await fitPicture(bytes, maxBytes);
  if (picture) return picture;
  const message = `the picture ${sha256.slice(0, 12)} cannot be made a jpg below ${maxBytes} bytes`;
  throw new FixContent(ownProblem(account, 'wechat-40009', message));
}
