/** The passages that a signer marked, as cards and marks like findings: at their places, with his words. */
import words from '../../../content/wording/console/posts.yaml';
import type { Article, Finding, Returned } from './post-types.ts';

const CHECK = 'return-mark';

/** Whether a card is a signer's mark and no finding of a check. */
export function isReturnMark({ check }: Pick<Finding, 'check'>): boolean {
  return check === CHECK;
}

/** @param articles as they are ordered now: a mark goes with its article */
export function returnFindings(returned: Returned, articles: readonly Article[]): Finding[] {
  return (returned?.marks ?? []).map(({ number, article, field, excerpt, nth, note }) => {
    const position = articles.findIndex(({ id }) => id === article);
    return {
      ...{ key: `${CHECK}:${number}`, check: CHECK, severity: 'warning', rule: '', suggestion: null },
      ...{ article: position < 0 ? null : position, field, nth, excerpt, certain: false },
      ...{ message: note || returned?.opinion || '', remedy: words.returned.fix, exceptable: false, excepted: false },
    };
  });
}
