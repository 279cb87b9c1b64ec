/**
 * Titles held in memory, newest last, so that a search reads none from disk: some ten megabytes for 100,000 posts. It is
 * brought up to date from the database before each search, by the order of changes; nothing needs to announce itself.
 */
import { turn } from '../../clock.ts';
import type { Titled } from '../../store/titled.ts';
import { folded, type InitialsOf, readsAs, soundPattern, soundsOf, withOneSlip } from './match-title.ts';

/** Reads a page of titles after a place in the order of changes. */
export type ReadTitles = (after: { at: number; id: string }, limit: number) => Promise<Titled[]>;

interface Entry extends Titled {
  folded: string;
  sounds: string;
}

const PAGE = 5_000;
/** A transaction may commit later than the moment it writes. */
const OVERLAP_MS = 60_000;
/** Between two pieces of a search others have their turn. */
const PIECE = 50_000;

export class TitleIndex {
  readonly #read: ReadTitles;
  readonly #initialsOf: InitialsOf;
  readonly #places = new Map<string, number>();
  #entries: (Entry | null)[] = [];
  #mark = 0;
  #running: Promise<void> | null = null;

  constructor(read: ReadTitles, initialsOf: InitialsOf) {
    this.#read = read;
    this.#initialsOf = initialsOf;
  }

  /** Takes in what has changed since the last time. */
  refresh(): Promise<void> {
    this.#running ??= this.#takeIn().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #takeIn(): Promise<void> {
    let after = { at: this.#mark - OVERLAP_MS, id: '' };
    for (;;) {
      const rows = await this.#read(after, PAGE);
      for (const row of rows) this.#put(row);
      const last = rows.at(-1);
      if (last) this.#mark = Math.max(this.#mark, last.at);
      if (!last || rows.length < PAGE) break;
      after = last;
      await turn();
    }
    if (this.#entries.length > 2 * this.#places.size + 1_000) this.#compact();
  }

  #put({ id, title, number, at }: Titled): void {
    const place = this.#places.get(id);
    const old = place === undefined ? null : this.#entries[place];
    if (old && old.title === title && old.number === number && old.at === at) return;
    if (place !== undefined) this.#entries[place] = null;
    this.#places.set(id, this.#entries.length);
    const text = folded(`${title}\n${number ?? ''}`);
    this.#entries.push({ id, title, number, at, folded: text, sounds: soundsOf(text, this.#initialsOf) });
  }

  #compact(): void {
    this.#entries = this.#entries.filter((entry) => entry !== null);
    this.#entries.forEach((entry, i) => {
      if (entry) this.#places.set(entry.id, i);
    });
  }

  /** The newest titles that the query finds: as written or by initials first; with one slip only when there are none. */
  async find(query: string, limit: number): Promise<Titled[]> {
    const wanted = folded(query);
    if (wanted === '') return [];
    const sound = soundPattern(wanted, this.#initialsOf);
    const plainly = await this.#scan(
      ({ folded, sounds }) =>
        folded.includes(wanted) || (sound?.test(sounds) && readsAs(folded, wanted, this.#initialsOf)) === true,
      limit,
    );
    const slips = plainly.length > 0 ? null : withOneSlip(wanted);
    return slips ? this.#scan((entry) => slips(entry.folded), limit) : plainly;
  }

  async #scan(fits: (entry: Entry) => boolean, limit: number): Promise<Titled[]> {
    const found: Titled[] = [];
    const entries = this.#entries;
    for (let i = entries.length - 1; i >= 0 && found.length < limit; i--) {
      const entry = entries[i];
      if (entry && fits(entry)) found.push(entry);
      if (i % PIECE === 0) await turn();
    }
    return found;
  }
}
