import FormData from 'form-data';
import { FixContent } from '../../errors.ts';
import type { Answer, Json, PreparedCall, StepInput } from '../channel.ts';
import { requestHash } from '../request-hash.ts';
import { keepUpload, knownUploads, type Upload, type UploadPurpose } from '../upload-store.ts';
import { accessToken } from './access-token.ts';
import { errorClass } from './error-classes.ts';
import { fitPicture, type Picture } from './fit-picture.ts';
import { refusal } from './step-call.ts';
import type { WechatAccount } from './wechat-account.ts';
import { callWechat, UPLOAD_LIMIT_MS } from './wechat-api.ts';
import { ownProblem } from './wechat-problem.ts';

export interface PictureUpload {
  purpose: UploadPurpose;
  path: string;
  /** The picture must stay below this, bytes. */
  maxBytes: number;
  hashes: readonly string[];
  /** What the platform gave, or null when the answer has another shape. */
  read: (sha256: string, body: Record<string, unknown>) => Upload | null;
  /** The step's answer from all uploads. */
  data: (uploads: ReadonlyMap<string, Upload>) => Json;
}

/**
 * Uploads the pictures that the account does not have yet, one after the other, each remembered at once. Harmless to
 * repeat (K0): what was uploaded before a break is not uploaded again.
 */
export async function preparePictures(
  account: WechatAccount,
  input: StepInput,
  what: PictureUpload,
): Promise<PreparedCall> {
  const hashes = [...new Set(what.hashes)];
  const uploads = await knownUploads(account.db, account.channel, what.purpose, hashes);
  const missing: { sha256: string; picture: Picture }[] = [];
  for (const sha256 of hashes.filter((each) => !uploads.has(each))) {
    missing.push({ sha256, picture: await fitting(account, input, sha256, what.maxBytes) });
  }
  const token = missing.length > 0 ? await accessToken(account) : null;
  return {
    requestHash: requestHash({ path: what.path, pictures: hashes }),
    send: async (check, signal) => {
      const until = account.clock.monotonicMs() + UPLOAD_LIMIT_MS;
      for (const [i, { sha256, picture }] of missing.entries()) {
        const form = new FormData();
        form.append('media', picture.bytes, { filename: `${sha256.slice(0, 16)}.${picture.format}` });
        const limitMs = Math.max(1, until - account.clock.monotonicMs());
        const once = i === 0 ? check : () => {};
        const reply = await callWechat(account, { path: what.path, form, limitMs }, token, [], once, signal);
        if (reply.is !== 'ok') {
          if (token !== null && reply.is === 'error' && errorClass(reply.code)?.class === 'T')
            account.noteRefused(token);
          return refusal(account, reply, 'K0');
        }
        const upload = what.read(sha256, reply.body);
        if (upload === null) return unreadable(what.path);
        await keepUpload(account.db, account.channel, what.purpose, upload, account.clock.now());
        uploads.set(sha256, upload);
      }
      return { is: 'done', externalId: null, data: what.data(uploads) };
    },
  };
}

function unreadable(path: string): Answer {
  return { is: 'lost', detail: `${path}: an answer of another shape than documented` };
}

async function fitting(account: WechatAccount, input: StepInput, sha256: string, maxBytes: number): Promise<Picture> {
  const { bytes } = await input.asset(sha256);
  const picture = await fitPicture(bytes, maxBytes);
  if (picture) return picture;
  const message = `the picture ${sha256.slice(0, 12)} cannot be made a jpg below ${maxBytes} bytes`;
  throw new FixContent(ownProblem(account, 'wechat-40009', message));
}
