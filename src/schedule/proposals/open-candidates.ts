import { plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import { type Candidate, refText } from './candidate.ts';

/** What stands against proposing something for one account. */
export interface ChannelStanding {
  channel: string;
  /** Posts that have a place on it, or a delivery that was not dropped. */
  carried: ReadonlySet<string>;
  /** What a person took or refused there, by `refText`. */
  decided: ReadonlySet<string>;
  /** Titles that the public saw there lately, by hand too, as `plainTitle` writes them, with the last time (ms UTC). */
  titles: ReadonlyMap<string, number>;
}

/** The candidates that may be proposed for an account: nothing that is out, placed, taken or refused there. */
export function openCandidates(candidates: readonly Candidate[], standing: ChannelStanding): Candidate[] {
  const { channel, carried, decided, titles } = standing;
  return candidates.filter(({ ref, post, title, season }) => {
    if (decided.has(refText(ref)) || titles.has(plainTitle(title))) return false;
    if (post && (carried.has(post.id) || post.state === 'withdrawn')) return false;
    if (!season) return true;
    const { channels, words, leadDays } = season.season;
    if (channels && !channels.includes(channel)) return false;
    const since = startOfDay(plusDays(season.on, -leadDays));
    return ![...titles].some(([seen, at]) => at >= since && words.some((word) => seen.includes(word)));
  });
}

/** A title as two of them are compared: widths, blanks and quotes say nothing. */
export function plainTitle(title: string): string {
  return title.normalize('NFKC').replace(/[\s"'“”‘’「」《》]/g, '');
}
