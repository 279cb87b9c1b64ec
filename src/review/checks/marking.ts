import { printedMarkings } from '../../portal/marking.ts';
import { type Check, findingAt, nowhere } from './check.ts';

/**
 * only what is marked 主动公开 passes. A blank is never a yes: news, which carries no printed marking, passes when
 * somebody has said so or the source is set so, both of which stand in `marking`. A printed marking that is stricter
 * than the one that was set blocks too.
 */
export const checkMarking: Check = ({ marking }, { wording, visible }) => {
  if (marking === null) return [findingAt(wording, 'marking.unset', nowhere)];
  if (marking !== 'public') return [findingAt(wording, `marking.${marking}`, nowhere)];
  const [strictest] = printedMarkings(visible.text);
  if (strictest === undefined || strictest === 'public') return [];
  return [findingAt(wording, 'marking.contradicted', placeOf(visible.text), { printed: label[strictest] })];
};

const label = { 'on-request': '依申请公开', withheld: '不予公开' };

function placeOf(text: string) {
  const match = /此\s*文?\s*件\s*(?:依\s*申\s*请\s*公\s*开|不\s*予\s*公\s*开|不\s*公\s*开)/.exec(text);
  if (!match) return nowhere;
  return { start: match.index, end: match.index + match[0].length, excerpt: match[0] };
}
