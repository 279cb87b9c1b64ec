import type { Act } from '../channels/channel.ts';
import type { ChannelConfig } from '../config/channels.ts';
import { AskedWrongly, asProblem, FixContent } from '../errors.ts';
import type { MarkdownFile } from '../posts/front-matter.ts';
import type { QueueWish } from './queue-post.ts';

/** What a person asks for on the command line; it goes before what stands in the file. */
export interface QueueAsked {
  /** Names of accounts; none leaves it to the file. */
  channels: readonly string[];
  act?: Act;
  /** A fixed time, ms UTC. */
  at?: number;
  /** Bounds, ms UTC, both inclusive: on the channels that are named, else on all channels of the post. */
  earliest?: number;
  latest?: number;
}

/**
 * Where and when a text shall go out: by what is asked for, else by `channels` and `publish_at` of its file.
 * @param file null for a post that is named by its id
 * @throws AskedWrongly when neither names a channel, or the one asked for does not exist
 * @throws FixContent with file and line for an unknown channel in the file
 */
export function queueWishes(
  asked: QueueAsked,
  file: MarkdownFile | null,
  channelNamed: (name: string) => ChannelConfig,
): Omit<QueueWish, 'post'>[] {
  const own = asked.channels.length > 0;
  const names = own ? asked.channels : (file?.matter.channels ?? []);
  if (names.length === 0) throw noChannel(file);
  const channels = names.map((name) => (own || !file ? channelNamed(name) : namedInFile(file, name, channelNamed)));
  const act = asked.act === undefined ? {} : { act: asked.act };
  const bounds = own ? boundsOf(asked) : {};
  return [...new Set(channels)].map((channel) => ({ channel, ...act, ...bounds, ...timeOf(asked, file) }));
}

function timeOf(asked: QueueAsked, file: MarkdownFile | null): Pick<QueueWish, 'pinnedAt' | 'wantedAt' | 'askedIn'> {
  if (asked.at !== undefined) return { pinnedAt: asked.at, askedIn: '--at' };
  const wantedAt = file?.matter.publish_at;
  if (!file || wantedAt === undefined) return {};
  return { wantedAt, askedIn: `${file.file}:${file.lineOf('publish_at')} publish_at` };
}

function boundsOf({ earliest, latest }: QueueAsked): Pick<QueueWish, 'earliest' | 'latest'> {
  return { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
}

function namedInFile(file: MarkdownFile, name: string, channelNamed: (name: string) => ChannelConfig): ChannelConfig {
  try {
    return channelNamed(name);
  } catch (cause) {
    const { message, remedy } = asProblem(cause);
    const place = `${file.file}:${file.lineOf('channels')}`;
    throw new FixContent({ code: 'channel-unknown', message: `${place} channels: ${message}`, place, remedy, cause });
  }
}

function noChannel(file: MarkdownFile | null): AskedWrongly {
  const inFile = file ? `, or write \`channels: [main]\` into the head of ${file.file}` : '';
  return new AskedWrongly({
    code: 'channel-missing',
    message: file ? `nothing says on which channel ${file.file} goes out` : 'nothing says on which channel it goes out',
    ...(file ? { place: file.file } : {}),
    remedy: `Name it with --channel main${inFile}.`,
  });
}
