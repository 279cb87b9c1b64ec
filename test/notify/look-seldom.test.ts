import { expect, test } from 'vitest';
import { lookSeldom } from '../../src/notify/look-seldom.ts';
import { readSources } from '../../src/notify/read-sources.ts';
import { concern, MINUTE, WEDNESDAY } from './telling.ts';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

test('a source that costs much looks every ten minutes, ends nothing in between, and at once after a failure', async () => {
  let reads = 0;
  let broken = true;
  const dear = lookSeldom(async () => {
    reads += 1;
    if (broken) throw new Error('the database is away');
    return [concern()];
  }, 10 * MINUTE);
  const look = async (minutes: number) =>
    (await readSources({ sources: { dear }, log }, WEDNESDAY + minutes * MINUTE)).listed.get('dear');
  expect(await look(0)).toBeNull();
  broken = false;
  expect(await look(1)).toHaveLength(1);
  expect(await look(2)).toBeNull();
  expect(await look(10)).toBeNull();
  expect(await look(11)).toHaveLength(1);
  expect(reads).toBe(3);
});
