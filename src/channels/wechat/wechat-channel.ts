import type { WechatConfig } from '../../config/channels.ts';
import { CallPerson, TryLater } from '../../errors.ts';
import { idGenerator } from '../../store/ids.ts';
import type { Channel, ChannelDescriptor, UsedUp } from '../channel.ts';
import type { ChannelDeps } from '../channel-deps.ts';
import { addDraft } from './add-draft.ts';
import { USED_UP } from './ask-wechat.ts';
import { massSend } from './mass-send.ts';
import { readHistory } from './read-history.ts';
import { submitPublish } from './submit-publish.ts';
import { takeQuery } from './take-query.ts';
import { uploadCover } from './upload-cover.ts';
import { uploadImages } from './upload-images.ts';
import type { WechatAccount, WechatStep } from './wechat-account.ts';
import { serviceDescriptor, subscriptionDescriptor } from './wechat-descriptor.ts';

const PLATFORM = 'https://api.weixin.qq.com';

const steps: Readonly<Record<string, WechatStep>> = {
  images: uploadImages,
  cover: uploadCover,
  draft: addDraft,
  publish: submitPublish,
  'mass-send': massSend,
};

/** A WeChat Official Account: 公众号 or 服务号. */
export function wechatChannel(config: WechatConfig, deps: ChannelDeps): Channel {
  let refused: string | null = null;
  const descriptor = descriptorOf(config);
  const account = wechatAccount(config, deps, (token) => {
    refused = token;
  });
  const look: NonNullable<Channel['look']> = async (input) => {
    const step = stepNamed(config.id, input.step);
    if (step.look) return orUsedUp(account, step.look(account, input));
    return { is: 'unclear', detail: `the step ${input.step} leaves nothing to look for` };
  };
  const poll: NonNullable<Channel['poll']> = async (step, externalId) => {
    const named = stepNamed(config.id, step);
    if (named.poll) return orUsedUp(account, named.poll(account, externalId));
    return { is: 'unknown', detail: `the step ${step} has no outcome of its own` };
  };
  const used = Object.values(descriptor.acts).flatMap((plans) => plans.map(({ name }) => stepNamed(config.id, name)));
  return {
    id: config.id,
    descriptor,
    prepare: (input) => stepNamed(config.id, input.step).prepare(account, input),
    ...(used.some((step) => step.look) ? { look } : {}),
    ...(used.some((step) => step.poll) ? { poll } : {}),
    ...(descriptor.history
      ? { history: (from: string | null, since: number | null) => orUsedUp(account, readHistory(account, from, since)) }
      : {}),
    dropCredential: async () => {
      if (refused !== null) await account.tokens.drop(account.appId, refused);
      refused = null;
    },
  };
}

/** What was asked, or that the day's calls are used up: by our own count, or by the platform's where others ask too. */
async function orUsedUp<T>({ clock }: Pick<WechatAccount, 'clock'>, asked: Promise<T>): Promise<T | UsedUp> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof TryLater) || error.code !== USED_UP) throw error;
    return { is: 'usedUp', freeAt: clock.now() + error.retryAfterMs, detail: error.message };
  }
}

/** The account behind a channel, for what is no delivery: comments, callbacks, probing. */
export function wechatAccount(
  config: WechatConfig,
  deps: ChannelDeps,
  noteRefused: (token: string) => void = () => {},
): WechatAccount {
  const counting = { db: deps.db, clock: deps.clock, newId: idGenerator(deps.clock) };
  const massSends = config.quotas.massSend ?? descriptorOf(config).quotas.massSend ?? [];
  return {
    channel: config.id,
    baseUrl: (config.baseUrl ?? deps.platformUrl(config) ?? PLATFORM).replace(/\/+$/, ''),
    appId: config.credentials.appId,
    secret: () => deps.secretOf(config.credentials.secret),
    clock: deps.clock,
    tokens: deps.tokens,
    wording: deps.wording,
    db: deps.db,
    openComments: config.openComments,
    sendIgnoreReprint: config.sendIgnoreReprint,
    audienceTags: config.audienceTags,
    massSendPeriod: massSends[0]?.period ?? 'day',
    noteRefused,
    takeQuery: (path, leaving) => takeQuery(counting, config.id, path, leaving),
  };
}

/** The descriptor of the kind with the account's own acts and quotas. */
function descriptorOf(config: WechatConfig): ChannelDescriptor {
  const kind = config.kind === 'wechat-service' ? serviceDescriptor : subscriptionDescriptor;
  const allowed = <T>(byAct: Record<string, T>) =>
    Object.fromEntries(Object.entries(byAct).filter(([act]) => config.acts.some((own) => own === act)));
  const byHand = config.handOff === 'always' ? { byHand: true as const } : {};
  const { history: listed, ...facts } = kind;
  // What was published is listed for verified accounts only (channel-apis 3.1).
  const history = listed && config.verified ? { history: listed } : {};
  const quotas = allowed({ ...kind.quotas, ...config.quotas });
  return { ...facts, ...history, ...byHand, acts: allowed(kind.acts), quotas };
}

function stepNamed(channel: string, name: string): WechatStep {
  const step = steps[name];
  if (step) return step;
  throw new CallPerson({
    code: 'step-unknown',
    message: `the channel has no step ${name}`,
    place: channel,
    remedy: 'Update govcast: the delivery was made by another version.',
  });
}
