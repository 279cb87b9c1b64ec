import type { Act } from '../../channels/channel.ts';
import type { Composed } from '../../posts/post.ts';

/** Everything that a person needs to publish one approved text by hand. Plain data; the same gives the same files. */
export interface HandOff {
  delivery: string;
  post: string;
  channel: string;
  /** Public name of the account. */
  account: string;
  /** Kind of the account and its Chinese name. */
  kind: string;
  kindLabel: string;
  act: Act;
  /** When it shall go out, ms UTC. */
  dueAt: number;
  /** The approved content hash. */
  hash: string;
  content: Composed;
  takenBy: string;
  /** ms UTC. */
  takenAt: number;
  signatures: Signed[];
  /** Whether a draft of it was uploaded before the platform refused. */
  draftThere: boolean;
}

/** One name under the text, as staff read it. */
export interface Signed {
  /** 初审、终审 …, or the name of a gate. */
  post: string;
  name: string;
  /** ms UTC. */
  at: number;
}

export interface Picture {
  bytes: Buffer;
  mediaType: string;
}

/** A file of a hand-off; its name has `/` between folders. */
export interface HandOffFile {
  name: string;
  bytes: Buffer;
}

/** A picture of an article under the name that staff see, and where it belongs. */
export interface PlacedPicture {
  sha256: string;
  /** `01-现场.jpg`, without the article's folder. */
  name: string;
  /** The text before and after it, a few characters each. */
  after: string;
  before: string;
}
