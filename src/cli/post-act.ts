import type { Command } from 'commander';
import type { Govcast } from '../govcast.ts';
import type { Actor } from '../ledger/append.ts';

/** Options that acts on a post take. */
export interface PostOptions {
  as: string;
  seen?: string;
  json?: boolean;
  comment?: string;
  opinion?: string;
  reason?: string;
  take?: boolean;
  article?: string;
  to?: string;
  job?: string;
  publicUntil?: string;
  manner?: string;
  marking?: string;
  layout?: string;
  kind?: string;
  result?: string;
  until?: string;
  lift?: boolean;
}

/** What one act is given. */
export interface Doing {
  govcast: Govcast;
  post: string;
  /** The hash of the text that the person saw: `--seen`, else the newest. */
  seenHash: string;
  actor: Actor;
  options: PostOptions;
  /** Arguments after the post's id. */
  rest: string[];
}

/** One subcommand of `govcast post` that a person does to a post. */
export interface PostAct {
  usage: string;
  description: string;
  example: string;
  options?: (command: Command) => Command;
  act: (doing: Doing) => Promise<object>;
}
