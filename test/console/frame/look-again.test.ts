import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import { lookAgain } from '../../../src/console/frame/look-again.ts';

const client = new QueryClient();
let stop = () => {};
afterEach(() => {
  stop();
  client.clear();
});

interface Asked {
  page: number;
  answer: () => void;
}

/** A list by cursor whose server answers when the test says so; each answer tells the how-manieth it was. */
function openList() {
  const asked: Asked[] = [];
  const list = new InfiniteQueryObserver(client, {
    queryKey: ['get', '/api/v1/posts', {}, 'pages'],
    queryFn: ({ pageParam }) =>
      new Promise<string>((resolve) => {
        const nth = asked.length + 1;
        asked.push({ page: pageParam, answer: () => resolve(`page ${pageParam}, answer ${nth}`) });
      }),
    initialPageParam: 1,
    getNextPageParam: (_last, all) => all.length + 1,
  });
  stop = list.subscribe(() => {});
  const answer = async (nth: number) => {
    await expect.poll(() => asked.length).toBe(nth);
    asked[nth - 1]?.answer();
  };
  const shown = () => list.getCurrentResult().data?.pages;
  return { list, asked, answer, shown };
}

describe('looking again', () => {
  it('lets the next page come that is on its way, then asks for all of them', async () => {
    const { list, asked, answer, shown } = openList();
    await answer(1);
    await expect.poll(shown).toEqual(['page 1, answer 1']);
    const next = list.fetchNextPage();
    const looked = lookAgain(client, ['posts']);
    await answer(2);
    expect((await next).data?.pages).toEqual(['page 1, answer 1', 'page 2, answer 2']);
    await answer(3);
    await answer(4);
    await looked;
    expect(shown()).toEqual(['page 1, answer 3', 'page 2, answer 4']);
    expect(asked.map(({ page }) => page)).toEqual([1, 2, 1, 2]);
  });

  it('leaves alone what is not below the prefixes', async () => {
    const { asked, answer, shown } = openList();
    await answer(1);
    await expect.poll(shown).toHaveLength(1);
    await lookAgain(client, ['post', 'items']);
    expect(asked).toHaveLength(1);
  });
});
