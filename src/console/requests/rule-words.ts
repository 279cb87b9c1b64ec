/** A rule as it is written in the routing, its number last: 急办事项 3 天（Q-13）. */
export function ruleWords(rule: string): string {
  const [, code, text = rule] = /^([A-Z]-\d+)\s*(.*)$/.exec(rule) ?? [];
  const spaced = text.replace(/(?<=\p{Script=Han})(?=\d)|(?<=\d)(?=\p{Script=Han})/gu, ' ');
  return code === undefined ? spaced : `${spaced}（${code}）`;
}
