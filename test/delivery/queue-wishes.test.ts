import { expect, it } from 'vitest';
import { channelsSchema } from '../../src/config/channels.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { queueWishes } from '../../src/delivery/queue-wishes.ts';
import { AskedWrongly } from '../../src/errors.ts';
import { readFrontMatter } from '../../src/posts/front-matter.ts';

const { channels } = readYaml('config/channels.yaml', channelsSchema).value;
const named = (name: string) => {
  const found = channels.find((c) => c.id === name || (name === 'main' && c.role === 'main'));
  if (found) return found;
  throw new AskedWrongly({
    code: 'channel-unknown',
    message: `there is no channel ${name}`,
    remedy: 'Did you mean main?',
  });
};
const file = (...more: string[]) =>
  readFrontMatter('content/posts/x.md', `---\ntitle: a\nkind: 通知\njob: 信息发布\n${more.join('\n')}\n---\n正文\n`);
const at = Date.parse('2026-11-25T09:00:00+08:00');
const wishes = (asked: Partial<Parameters<typeof queueWishes>[0]>, ...head: string[]) =>
  queueWishes({ channels: [], ...asked }, file(...head), named).map(({ channel, ...rest }) => ({
    on: channel.id,
    ...rest,
  }));

it('a file goes where and when its head says', () => {
  const said = wishes({}, 'channels: [main, service]', 'publish_at: 2026-11-25 09:00');
  const asks = { wantedAt: at, askedIn: 'content/posts/x.md:6 publish_at' };
  expect(said).toEqual([
    { on: 'sub', ...asks },
    { on: 'service', ...asks },
  ]);
});

it('what is asked for goes before the head, each by itself', () => {
  const head = ['channels: [main]', 'publish_at: 2026-11-25 09:00'];
  expect(wishes({ channels: ['service'] }, ...head)).toMatchObject([{ on: 'service', wantedAt: at }]);
  expect(wishes({ at: 1 }, ...head)).toEqual([{ on: 'sub', pinnedAt: 1, askedIn: '--at' }]);
  expect(wishes({ act: 'draft' }, ...head)).toMatchObject([{ on: 'sub', act: 'draft' }]);
});

it('one account under two names is one place, and without a time the next slot is meant', () => {
  expect(wishes({ channels: ['main', 'sub'] })).toEqual([{ on: 'sub' }]);
});

it('where neither names a channel, both ways of naming it are said', () => {
  expect(() => wishes({})).toThrow(
    expect.objectContaining({
      code: 'channel-missing',
      remedy: expect.stringMatching(/--channel main, or write `channels: \[main\]`/),
    }),
  );
});

it('an unknown channel in the head is named by file and line, with the nearest name', () => {
  expect(() => wishes({}, 'source: b', 'channels: [man]')).toThrow(
    expect.objectContaining({ code: 'channel-unknown', place: 'content/posts/x.md:6', remedy: 'Did you mean main?' }),
  );
});
