import { serializerCompiler } from 'fastify-type-provider-zod';
import { isShared } from '../../today/shared-answers.ts';

/** Answers are checked by their schema and written as JSON; one that is given to many is so once, as long as it is kept. */
export const answerText: typeof serializerCompiler = (route) => {
  const write = serializerCompiler(route);
  const texts = new WeakMap<object, string>();
  return (answer) => {
    if (typeof answer !== 'object' || answer === null || !isShared(answer)) return write(answer);
    const text = texts.get(answer) ?? write(answer);
    texts.set(answer, text);
    return text;
  };
};
