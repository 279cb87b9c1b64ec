/**
 * A text as Markdown that is shown as exactly this text: signs that would mean something are escaped, and one that would
 * begin a list, a heading or a rule at the beginning of a line. White space becomes one blank, as a reader sees it.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(?:[-+=#:])/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
