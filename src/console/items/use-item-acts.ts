/** What people do with an item; each says what was done, and takes it back where that can be. */
import { useState } from 'react';
import { useLocation } from 'wouter';
import words from '../../../content/wording/console/items.yaml';
import { fetchClient, type Problem } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import type { ListedItem } from './item-types.ts';

type Item = Pick<ListedItem, 'id' | 'title' | 'post'>;

/** Whether a post may be made of an item; one that has a post is opened instead. */
export function canCompose({ left, bundle, withdrawn }: Pick<ListedItem, 'left' | 'bundle' | 'withdrawn'>): boolean {
  return left === null && bundle === null && !withdrawn;
}

export function useItemActs() {
  const [, go] = useLocation();
  const ask = useActDialog();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const looked = () => lookAgain(['items', 'bundles', 'frame']);

  const compose = async ({ id, post }: Item) => {
    if (post) return go(`/posts/${post.id}`);
    if (running) return;
    setRunning(true);
    setProblem(null);
    const { data, error } = await fetchClient
      .POST('/api/v1/items/{item}/post', { params: { path: { item: id } } })
      .catch((thrown: unknown) => ({ data: undefined, error: thrown }));
    setRunning(false);
    if (data) go(`/posts/${data.post}`);
    else setProblem(problemOf(error));
  };

  const takeBack = async ({ id }: Pick<Item, 'id'>) => {
    const { error } = await fetchClient.POST('/api/v1/items/{item}/take-up', { params: { path: { item: id } } });
    if (error) throw error;
    await looked();
  };

  const takeUp = async (item: Pick<Item, 'id'>) => {
    setProblem(null);
    try {
      await takeBack(item);
      offer({ said: words.said.takenUp });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  const leave = ({ id, title }: Item) =>
    ask({
      title: say(words.ask.leaveTitle, { title }),
      happens: words.ask.leaveHappens,
      reason: { label: words.ask.leaveReason, usual: words.ask.usual },
      verb: words.ask.leaveVerb,
      act: async (reason) => {
        const path = { params: { path: { item: id } }, body: { reason } };
        const { error } = await fetchClient.POST('/api/v1/items/{item}/leave', path);
        if (error) throw error;
        await looked();
        offer({ said: words.said.left, undo: () => takeBack({ id }) });
      },
    });

  const sayOfPair = async (
    pair: { policy: string; interpretation: string; name: string },
    word: 'confirm' | 'refuse',
  ) => {
    const { policy, interpretation, name } = pair;
    const send = async (of: 'confirm' | 'refuse' | 'reopen') => {
      const body = { policy, interpretation, word: of, reason: null };
      const { error } = await fetchClient.POST('/api/v1/bundles/pairs', { body });
      if (error) throw error;
      await looked();
    };
    setProblem(null);
    try {
      await send(word);
      const said = word === 'confirm' ? words.said.joined : words.said.refused;
      offer({ said: say(said, { name }), undo: () => send('reopen') });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };

  return { compose, leave, takeUp, sayOfPair, running, problem };
}
