import type { Limits } from '../../posts/post.ts';
import type { ChannelDescriptor, StepPlan } from '../channel.ts';

/**
 * Limits as restated by the vendor on 2025-12-19 (channel-apis 1.4 and 10.1). Of the 1 KB of the source address 32
 * bytes are kept for the marker.
 */
export const wechatLimits: Limits = {
  titleChars: 32,
  authorChars: 16,
  digestChars: 128,
  htmlCharsBelow: 20_000,
  htmlBytesBelow: 1024 * 1024,
  articles: 8,
  sourceUrlBytes: 1024 - 32,
};

const pictures: StepPlan[] = [
  { name: 'images', effect: 'K0', visible: false, right: 'draft' },
  { name: 'cover', effect: 'K0', visible: false, right: 'draft' },
];
const draft: StepPlan = { name: 'draft', effect: 'K2', visible: false, right: 'draft' };

/** Draft, publish and mass send are three acts; publishing tells no follower, mass sending tells all (channel-apis 3.3). */
const acts: ChannelDescriptor['acts'] = {
  draft: [...pictures, draft],
  publish: [...pictures, draft, { name: 'publish', effect: 'K3', visible: true, right: 'publish' }],
  massSend: [...pictures, draft, { name: 'mass-send', effect: 'K5', visible: true, right: 'massSend' }],
};

const common = {
  acts,
  limits: wechatLimits,
  paceMs: 1_000,
  hasLinks: true,
  linkHosts: ['mp.weixin.qq.com'],
  history: true as const,
};

/** 公众号 (subscription account): one mass send a day. The other quotas are the vendor's API limits a day (3.4). */
export const subscriptionDescriptor: ChannelDescriptor = {
  ...common,
  kind: 'wechat-subscription',
  label: '公众号（订阅号）',
  quotas: {
    draft: [{ period: 'day', limit: 1_000 }],
    publish: [{ period: 'day', limit: 100 }],
    massSend: [{ period: 'day', limit: 1 }],
  },
};

/** 服务号 (service account): each follower gets at most four mass sends a calendar month. */
export const serviceDescriptor: ChannelDescriptor = {
  ...common,
  kind: 'wechat-service',
  label: '服务号',
  quotas: {
    draft: [{ period: 'day', limit: 1_000 }],
    publish: [{ period: 'day', limit: 100 }],
    massSend: [{ period: 'month', limit: 4 }],
  },
};
