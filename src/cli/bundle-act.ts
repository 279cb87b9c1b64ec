import type { Command } from 'commander';
import type { Actor } from '../ledger/append.ts';
import type { BundleDesk } from '../policy/bundle-desk.ts';
import type { BundleFacts } from '../policy/bundle-facts.ts';

/** Every option that an act below knows; commander fills in those of its own. */
export interface BundleOptions {
  as: string;
  json?: boolean;
  reason?: string;
  note?: string;
  undo?: boolean;
  line?: string[];
  name?: string;
  post?: string;
  position?: string;
  person?: string;
  class?: string;
  trait?: string[];
  telephone?: string;
  effective?: string;
  published?: string;
  way?: string[];
  ask?: string[];
  opens?: string;
  closes?: string;
  none?: string;
  on?: string;
  url?: string;
  form?: string;
  stage?: string;
  title?: string;
  by?: string;
  role?: string;
}

/** What an act is done with. */
export interface Doing {
  desk: BundleDesk;
  actor: Actor;
  bundle: string;
  /** Arguments after the bundle's id. */
  rest: string[];
  options: BundleOptions;
  today: string;
}

/** One act of `govcast bundle`. */
export interface BundleCommand {
  usage: string;
  description: string;
  example: string;
  options?: (command: Command) => Command;
  act: (doing: Doing) => Promise<BundleFacts>;
}

/** Gathers an option that may be repeated. */
export function several(value: string, before: string[] = []): string[] {
  return [...before, value];
}
