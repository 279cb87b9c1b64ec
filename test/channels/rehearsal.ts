import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Act, Answer, Channel, Json, StepInput } from '../../src/channels/channel.ts';
import type { ChannelDeps } from '../../src/channels/channel-deps.ts';
import { openChannel } from '../../src/channels/channels.ts';
import { readErrorWording } from '../../src/channels/error-remedy.ts';
import { inProcessTokens } from '../../src/channels/wechat/tokens/in-process.ts';
import { wechatAccount } from '../../src/channels/wechat/wechat-channel.ts';
import { type TestClock, testClock } from '../../src/clock.ts';
import { type ChannelConfig, channelsSchema, readCredential, type WechatConfig } from '../../src/config/channels.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import type { Composed, ComposedArticle } from '../../src/posts/post.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';

export const configuredChannels = readYaml('config/channels.yaml', channelsSchema).value.channels;
export const wording = readErrorWording('content');
export const never = new AbortController().signal;
export const pass = () => {};

/** The sandbox, a database and the configured channels on one clock that stands still. */
export interface Rehearsal {
  clock: TestClock;
  store: TestStore;
  deps: ChannelDeps;
  url: string;
  config: (id: string) => ChannelConfig;
  channel: (id: string) => Channel;
  account: (id: string) => ReturnType<typeof wechatAccount>;
  /** A call of the sandbox's control. */
  control: (path: string, body?: unknown) => Promise<Record<string, never>>;
  /** How often a path of the platform was called. */
  calls: (path: string) => Promise<number>;
  stop: () => Promise<void>;
}

export async function rehearse(): Promise<Rehearsal> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-channels-'));
  const clock = testClock(Date.parse('2026-11-20T09:00:00+08:00'));
  const sandbox = await startSandbox({ port: 0, dataDir: folder, clock });
  const store = await openTestStore();
  const deps: ChannelDeps = {
    db: store.db,
    clock,
    tokens: inProcessTokens(),
    wording,
    secretOf: readCredential,
    platformUrl: () => sandbox.url,
  };
  const config = (id: string) => {
    const found = configuredChannels.find((each) => each.id === id);
    if (!found) throw new Error(`no channel ${id}`);
    return found;
  };
  const control = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${sandbox.url}/_control${path}`, init);
    const json = JSON.parse(await answer.text());
    if (!answer.ok) throw new Error(JSON.stringify(json));
    return json;
  };
  const calls = async (path: string) => {
    const counters: { calls: Record<string, number> } = JSON.parse(JSON.stringify(await control('/counters')));
    return counters.calls[path] ?? 0;
  };
  const stop = async () => {
    await sandbox.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    clock,
    store,
    deps,
    url: sandbox.url,
    config,
    channel: (id) => openChannel(config(id), deps),
    account: (id) => wechatAccount(config(id) as WechatConfig, deps),
    control,
    calls,
    stop,
  };
}

const pictures = new Map<string, Buffer>();

/** A small picture of one colour, by its SHA-256. */
export async function picture(colour: string, format: 'png' | 'jpeg' | 'webp' = 'png', size = 64): Promise<string> {
  const bytes = await sharp({ create: { width: size, height: size, channels: 3, background: colour } })
    .toFormat(format)
    .toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  pictures.set(sha256, bytes);
  return sha256;
}

/** A GIF of three frames, by its SHA-256. */
export async function movingPicture(): Promise<string> {
  const frame = (background: string) => sharp({ create: { width: 40, height: 30, channels: 3, background } }).png();
  const frames = await Promise.all(['#ff0000', '#00ff00', '#0000ff'].map((colour) => frame(colour).toBuffer()));
  const bytes = await sharp(frames, { join: { animated: true } })
    .gif({ delay: 100 })
    .toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  pictures.set(sha256, bytes);
  return sha256;
}

/** The bytes of a picture that was made here. */
export async function assetOf(sha256: string): Promise<{ bytes: Buffer; mediaType: string }> {
  const bytes = pictures.get(sha256);
  if (!bytes) throw new Error(`no picture ${sha256}`);
  return { bytes, mediaType: 'image/png' };
}

export async function article(more: Partial<ComposedArticle> = {}): Promise<ComposedArticle> {
  const [image, cover] = [await picture('#204080'), await picture('#802040', 'jpeg', 128)];
  return {
    title: '加装电梯补助办法解读',
    author: '示例市住建局',
    digest: '补多少、怎么申请、多久到账',
    html: `<p>既有住宅加装电梯，最高补助二十万元。</p><p><img src="asset:${image}"></p><p>${'申请材料一次告知。'.repeat(20)}</p>`,
    sourceUrl: 'https://zjj.shili.gov.cn/zcjd/202611/t20261120_1.html',
    cover: { sha256: cover, width: 128, height: 128 },
    images: [image],
    ...more,
  };
}

export async function post(more: Partial<Composed> = {}): Promise<Composed> {
  return {
    kind: 'policy',
    job: 'interpret',
    marking: 'public',
    audience: 'public',
    publicUntil: '长期',
    source: null,
    articles: [await article()],
    forms: { 'wecom-robot': '**加装电梯补助办法解读**\n最高补二十万元' },
    ...more,
  };
}

let serial = 0;

/** A delivery carried out step by step, as the engine would with no faults. */
export function deliveryOf(channel: Channel, act: Act, content: Composed, begunAt: number) {
  serial += 1;
  const deliveryId = `01KTESTDELIVERY${String(serial).padStart(11, '0')}`;
  const earlier: Record<string, Json> = {};
  const input = (step: string, more: Partial<StepInput> = {}): StepInput => ({
    step,
    deliveryId,
    act,
    content,
    asset: assetOf,
    earlier,
    key: `key-${deliveryId.slice(-20)}`,
    begunAt,
    ...more,
  });
  const take = async (step: string, more: Partial<StepInput> = {}): Promise<Answer> => {
    let answer = await (await channel.prepare(input(step, more))).send(pass, never);
    while (answer.is === 'done' && answer.more) {
      answer = await (await channel.prepare(input(step, more))).send(pass, never);
    }
    if (answer.is === 'done' || answer.is === 'accepted') earlier[step] = answer.data;
    return answer;
  };
  /** Takes the steps before `step`. */
  const upTo = async (step: string) => {
    for (const plan of channel.descriptor.acts[act] ?? []) {
      if (plan.name === step) return;
      const answer = await take(plan.name);
      if (answer.is !== 'done') throw new Error(`${plan.name}: ${JSON.stringify(answer)}`);
    }
  };
  return { deliveryId, input, take, upTo, earlier };
}
