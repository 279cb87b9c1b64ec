import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import { type TestClock, testClock } from '../../src/clock.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';

/** Friday, 2026-11-20, 09:00 in Beijing. */
export const FRIDAY = Date.parse('2026-11-20T09:00:00+08:00');
export const SUBSCRIPTION = 'wx0000000000000001';
export const SERVICE = 'wx0000000000000002';
export const UNVERIFIED = 'wx0000000000000003';

export const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4]);

/** An answer as JSON with the raw text beside it, for what JSON.parse would round. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
export type Json = any;

/** A sandbox of a test's own on a test clock, spoken to over HTTP as a client would. */
export interface TestSandbox {
  readonly url: string;
  clock: TestClock;
  dataDir: string;
  control(path: string, body?: object): Promise<Json>;
  /** A call with the account's access_token. Without a body it is a GET. */
  call(path: string, body?: object | string, appid?: string): Promise<Json>;
  token(appid?: string): Promise<string>;
  upload(path: string, file: { name: string; bytes: Buffer }, appid?: string): Promise<Json>;
  /** A draft of one article, ready to publish. @returns its media_id */
  draft(article?: object, appid?: string): Promise<string>;
  stop(): Promise<void>;
  /** Stops the process's server and starts another on the same data. */
  restart(): Promise<void>;
}

export async function openTestSandbox(startAt = FRIDAY): Promise<TestSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const clock = testClock(startAt);
  let sandbox: Sandbox = await startSandbox({ port: 0, dataDir, clock });
  const covers = new Map<string, string>();
  const ask = async (url: string, body?: object | string) => (await fetchJson(url, body)).json;
  const self: TestSandbox = {
    get url() {
      return sandbox.url;
    },
    clock,
    dataDir,
    control: (path, body) => ask(`${sandbox.url}/_control${path}`, body),
    token: async (appid = SUBSCRIPTION) => {
      const secret = `sandbox-secret-${appid.slice(2)}`;
      const body = { grant_type: 'client_credential', appid, secret };
      return (await ask(`${sandbox.url}/cgi-bin/stable_token`, body)).access_token;
    },
    call: async (path, body, appid) =>
      ask(
        `${sandbox.url}/cgi-bin${path}${path.includes('?') ? '&' : '?'}access_token=${await self.token(appid)}`,
        body,
      ),
    upload: async (path, file, appid) => {
      const form = new FormData();
      form.append('media', new Blob([new Uint8Array(file.bytes)]), file.name);
      const query = `${path.includes('?') ? '&' : '?'}access_token=${await self.token(appid)}`;
      return (await axios.post(`${sandbox.url}/cgi-bin${path}${query}`, form)).data;
    },
    draft: async (article = {}, appid = SUBSCRIPTION) => {
      const cover =
        covers.get(appid) ??
        (await self.upload('/material/add_material?type=image', { name: 'a.png', bytes: PNG }, appid));
      covers.set(appid, cover);
      const one = { title: '标题', content: '<p>正文</p>', thumb_media_id: cover.media_id, ...article };
      return (await self.call('/draft/add', { articles: [one] }, appid)).media_id;
    },
    stop: async () => {
      await sandbox.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
    restart: async () => {
      await sandbox.stop();
      sandbox = await startSandbox({ port: 0, dataDir, clock });
    },
  };
  return self;
}

/** Any status is an answer; a body that is no JSON is given as text. */
export async function fetchJson(
  url: string,
  body?: object | string,
): Promise<{ status: number; text: string; json: Json }> {
  const answer = await axios.request({
    url,
    method: body === undefined ? 'GET' : 'POST',
    data: typeof body === 'object' ? JSON.stringify(body) : body,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    transformRequest: (data: unknown) => data,
    responseType: 'text',
    transformResponse: (text: string) => text,
    validateStatus: () => true,
  });
  const text = String(answer.data);
  return { status: answer.status, text, json: text.startsWith('{') ? JSON.parse(text) : text };
}
