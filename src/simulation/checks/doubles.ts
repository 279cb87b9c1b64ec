import { isoBeijing } from '../../calendar/beijing-time.ts';
import { channelOf, type Evidence, type Problem, visible } from './evidence.ts';

/** No post stands twice on one channel: counted on the platform by its source page, or by its text where it has none. */
export function doubles(evidence: Evidence): Problem[] {
  const seen = new Map<string, number[]>();
  for (const { account, kind, text, marker, at } of visible(evidence)) {
    const page = marker.startsWith('http') ? marker.replace(/#.*$/, '') : text;
    const key = `${channelOf(evidence, account)}\n${kind === 'robotMessage' ? text : page}`;
    seen.set(key, [...(seen.get(key) ?? []), at]);
  }
  return [...seen].flatMap(([key, times]) => {
    const [channel = '', what = ''] = key.split('\n');
    if (times.length < 2) return [];
    return [
      { check: 'double', about: `${channel} shows ${what} ${times.length} times: ${times.map(isoBeijing).join(', ')}` },
    ];
  });
}
