import { expect, test } from 'vitest';
import { z } from 'zod';
import { answerText } from '../../../src/server/api/answer-text.ts';
import { shared } from '../../../src/today/shared-answers.ts';

const schema = z.object({ n: z.number() });
const write = answerText({ schema, method: 'GET', url: '/numbers' });

/** Counts how often it is read. */
function counted() {
  let read = 0;
  const answer = {
    get n() {
      read += 1;
      return 7;
    },
  };
  return { answer, times: () => read };
}

test('an answer that is given to many is written once; any other each time', () => {
  const [one, own] = [counted(), counted()];
  expect([write(shared(one.answer)), write(one.answer)]).toEqual(['{"n":7}', '{"n":7}']);
  const once = one.times();
  expect([write(own.answer), write(own.answer)]).toEqual(['{"n":7}', '{"n":7}']);
  expect([once, own.times()]).toEqual([once, 2 * once]);
});

test('a shared answer is checked by the schema of each route that gives it', () => {
  const other = answerText({ schema: z.object({ n: z.string() }), method: 'GET', url: '/words' });
  const answer = shared({ n: 7 });
  write(answer);
  expect(() => other(answer)).toThrow();
});
