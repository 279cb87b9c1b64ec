import { recordEffect } from '../effect-store.ts';
import { findMedia, keepMedia } from '../media-store.ts';
import type { FormPart } from '../multipart.ts';
import type { Platform } from '../platform.ts';
import { PlatformRefusal } from '../refusal.ts';
import { opaqueId } from '../serial-numbers.ts';
import { type AccountCall, type ApiCall, Download } from './api-call.ts';
import { type PictureType, pictureType } from './picture-type.ts';

const MB = 1_048_576;
const TEMPORARY_LIFE_MS = 3 * 86_400_000;

interface FileRule {
  /** The file must be smaller than this (bytes). */
  under: number;
  pictures?: PictureType[];
}
const temporaryRules: Record<string, FileRule> = {
  image: { under: 2 * MB + 1, pictures: ['png', 'jpeg', 'gif'] },
  voice: { under: 2 * MB + 1 },
  video: { under: 10 * MB + 1 },
  thumb: { under: 65_537, pictures: ['jpeg'] },
};
const permanentRules: Record<string, FileRule> = {
  ...temporaryRules,
  image: { under: 10 * MB + 1, pictures: ['bmp', 'png', 'jpeg', 'gif'] },
};

/** Files going up (channel-apis 1.3). What a picture is, is read from its bytes. */
export const uploadCalls: ApiCall[] = [
  { path: '/cgi-bin/media/uploadimg', method: 'POST', right: 'any', run: bodyPicture },
  { path: '/cgi-bin/media/upload', method: 'POST', right: 'any', run: (call) => keepFile(call, temporaryRules, 0) },
  {
    path: '/cgi-bin/material/add_material',
    method: 'POST',
    right: 'any',
    run: (call) => keepFile(call, permanentRules, 1),
  },
  { path: '/cgi-bin/media/get', method: 'GET', right: 'any', run: readTemporary },
];

function bodyPicture(call: AccountCall) {
  const { file } = call.readFile();
  const picture = checkFile(file, { under: MB, pictures: ['jpeg', 'png'] });
  const url = pictureUrl(call.platform, picture ?? 'png', '');
  const { appid } = call.account;
  const media = { owner: appid, type: 'body', permanent: 1, name: file.filename ?? '', description: null } as const;
  keepMedia(call.platform, { ...media, url, createdAt: call.now }, file.bytes, false);
  uploaded(call, 'uploadimg', file, url);
  return { url, errcode: 0, errmsg: 'ok' };
}

function keepFile(call: AccountCall, rules: Record<string, FileRule>, permanent: 0 | 1) {
  const type = call.request.query.type ?? '';
  const rule = rules[type];
  if (!rule) throw new PlatformRefusal(40004, 'invalid media type');
  const { file, fields } = call.readFile();
  const picture = checkFile(file, rule);
  const description = fields.description ?? null;
  if (permanent && type === 'video' && description === null) {
    throw new PlatformRefusal(47001, 'data format error, description is missing');
  }
  const url = permanent && type === 'image' ? pictureUrl(call.platform, picture ?? 'png', `?wx_fmt=${picture}`) : null;
  const media = { owner: call.account.appid, type, permanent, name: file.filename ?? '', description } as const;
  const stored = { ...media, url: url?.replace(/\?.*$/, '') ?? null, createdAt: call.now };
  const mediaId = keepMedia(call.platform, stored, file.bytes, true);
  uploaded(call, permanent ? 'add_material' : 'upload', file, mediaId);
  if (!permanent) return { type, media_id: mediaId, created_at: Math.floor(call.now / 1000) };
  return { media_id: mediaId, ...(url && { url }) };
}

function readTemporary(call: AccountCall) {
  const media = findMedia(call.platform, call.account.appid, call.request.query.media_id ?? '');
  if (!media || media.permanent || call.now - media.createdAt > TEMPORARY_LIFE_MS) {
    throw new PlatformRefusal(40007, 'invalid media_id');
  }
  return new Download(media.bytes, `image/${pictureType(media.bytes) ?? 'octet-stream'}`);
}

function checkFile(file: FormPart, rule: FileRule): PictureType | null {
  const picture = pictureType(file.bytes);
  if (rule.pictures && !(picture && rule.pictures.includes(picture))) {
    throw new PlatformRefusal(40005, 'invalid file type');
  }
  if (file.bytes.length >= rule.under) throw new PlatformRefusal(40009, 'invalid image size');
  return picture;
}

function pictureUrl(platform: Platform, picture: PictureType, query: string): string {
  return `http://mmbiz.qpic.cn/mmbiz_${picture === 'jpeg' ? 'jpg' : picture}/${opaqueId(platform, 54)}/0${query}`;
}

function uploaded(call: AccountCall, by: string, file: FormPart, result: string): void {
  const detail = { by, bytes: file.bytes.length, result };
  const account = call.account.appid;
  recordEffect(call.platform, call.now, { account, kind: 'upload', text: file.filename ?? '', marker: by, detail });
}
