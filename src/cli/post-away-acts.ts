/** Putting a post away of which nothing went out, and taking it up again. */
import { discardPost } from '../delivery/discard-post.ts';
import { takePostUp } from '../delivery/take-post-up.ts';
import { editingOf } from '../post-desk.ts';
import type { PostAct } from './post-act.ts';

export const awayActs: readonly PostAct[] = [
  {
    usage: 'discard <id>',
    description:
      'puts a post away of which nothing went out; nothing is deleted, and what it was made of is free again',
    example: 'post discard 01J… --reason 写重了 --as li-na',
    options: (command) => command.requiredOption('--reason <text>', 'for the ledger'),
    act: async ({ govcast, post, seenHash, actor, options }) => {
      const reason = options.reason ?? '';
      await discardPost(editingOf(govcast), { post, seenHash, reason }, actor);
      return { reason };
    },
  },
  {
    usage: 'take-up <id>',
    description: 'brings a post back that was put away: a draft with the text it had',
    example: 'post take-up 01J… --as li-na',
    act: async ({ govcast, post, actor }) => ({ ...(await takePostUp(editingOf(govcast), post, actor)) }),
  },
];
