import axios from 'axios';
import type { Answer, Channel, ChannelDescriptor, PreparedCall, StepInput } from '../../src/channels/channel.ts';
import type { EffectKind } from '../../src/store/tables/delivery.ts';
import type { FakePlatform } from './fake-platform.ts';

/** Where a worker dies: after begin (b), with the request sent (c), with the answer read (d). */
export type CrashPoint = 'a' | 'b' | 'c' | 'd' | null;

export interface CrashSwitch {
  at: CrashPoint;
  /** Called when the point is reached; the worker never comes back from there. */
  hit: () => void;
}

const limits = {
  titleChars: 32,
  authorChars: 16,
  digestChars: 128,
  htmlCharsBelow: 20_000,
  htmlBytesBelow: 1_000_000,
  articles: 8,
  sourceUrlBytes: 1024,
};

/** A channel with one visible step of the given kind, speaking real HTTP to the fake platform. */
export function fakeChannel(kind: EffectKind, platform: FakePlatform, crash: CrashSwitch): Channel {
  const descriptor: ChannelDescriptor = {
    kind: `fake-${kind}`,
    label: '测试渠道',
    acts: { publish: [{ name: 'send', effect: kind, visible: true }] },
    limits,
    paceMs: 0,
    hasLinks: true,
    quotas: { publish: [{ period: 'day', limit: 100 }] },
  };
  platform.state.keyed = kind === 'K1' || kind === 'K5';
  platform.state.later = kind === 'K3' || kind === 'K5';
  platform.state.usesDraft = kind === 'K3';
  const get = async (query: object) => (await axios.get(platform.url, { params: query, proxy: false })).data;
  const channel: Channel = {
    id: 'fake',
    descriptor,
    prepare: async (input) => {
      if (crash.at === 'a') return die(crash);
      return prepared(input, platform, crash);
    },
  };
  if (kind === 'K2' || kind === 'K3') {
    channel.look = async (input) => {
      const { found } = await get({ marker: input.deliveryId });
      if (!found) return { is: 'absent' };
      return { is: 'found', answer: { is: 'done', externalId: found, data: {}, published: published(found) } };
    };
  }
  if (kind === 'K3' || kind === 'K5') {
    channel.poll = async (_step, id) => {
      const { state } = await get({ job: id });
      if (state === 'visible') return { is: 'published', externalId: id, published: published(id) };
      if (state === 'failed') return { is: 'failed', code: '4', detail: 'review' };
      return { is: 'running' };
    };
  }
  return channel;
}

export function published(id: string) {
  return [{ externalId: `article-${id}`, position: 1, title: '标题', url: `http://platform/${id}` }];
}

function prepared(input: StepInput, platform: FakePlatform, crash: CrashSwitch): PreparedCall {
  const body = { key: input.key, marker: input.deliveryId, text: input.content.articles[0]?.title ?? '' };
  const send = async (check: () => void, signal: AbortSignal): Promise<Answer> => {
    if (crash.at === 'b') return die(crash);
    check();
    const request = axios.post(platform.url, body, { signal, proxy: false, validateStatus: () => true });
    if (crash.at === 'c') {
      await request.catch(() => {});
      return die(crash);
    }
    try {
      const response = await request;
      if (crash.at === 'd') return die(crash);
      return answerOf(response.status, response.data, platform);
    } catch (error) {
      return { is: 'lost', detail: String(error) };
    }
  };
  return { requestHash: 'hash', send };
}

function answerOf(status: number, data: Record<string, unknown>, platform: FakePlatform): Answer {
  if (status >= 500 || data.lost) return { is: 'lost', detail: 'busy' };
  if (data.keySeen) return { is: 'keySeen', code: '45066', detail: 'too fast' };
  if (data.gone) return { is: 'gone', code: '40007', detail: 'draft' };
  if (data.no === 'busy') return { is: 'no', code: '45011', retry: 'B', detail: 'busy' };
  if (data.no === 'quota') return { is: 'no', code: '45028', retry: 'Q', detail: 'quota' };
  if (data.no) return { is: 'no', code: '53503', retry: 'S', detail: 'refused' };
  const id = String(data.id);
  if (platform.state.later) return { is: 'accepted', externalId: id, data: { id } };
  return { is: 'done', externalId: id, data: { id }, published: published(id) };
}

function die(crash: CrashSwitch): Promise<never> {
  crash.hit();
  return new Promise(() => {});
}
