/** Answers that are given to many and never change: what is made of one, as its text, may be kept as long as it is. */
const known = new WeakSet<object>();

export function shared<T>(answer: T): T {
  if (typeof answer === 'object' && answer !== null) known.add(answer);
  return answer;
}

export function isShared(answer: object): boolean {
  return known.has(answer);
}
