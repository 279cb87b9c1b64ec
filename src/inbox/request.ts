/** A request (诉求): a message or comment that somebody must answer by a due date. */
import type { Insertable, Selectable } from 'kysely';
import type { ConfiguredLimit } from '../config/limit.ts';
import type { Routing } from '../config/routing.ts';
import type { RequestTable } from '../store/tables/inbox.ts';

export type Request = Selectable<RequestTable>;
export type NewRequest = Insertable<RequestTable>;

type RequestState = Request['state'];

/** A request that was answered elsewhere is put away; one that was put away by mistake comes back. */
export const requestTransitions: Readonly<
  Partial<Record<RequestState, Partial<Record<'close' | 'reopen', RequestState>>>>
> = {
  received: { close: 'archived' },
  archived: { reopen: 'received' },
};

/** How a text came in, with the id that makes it one request only. */
export interface Intake {
  channel: string;
  /** An intake of routing.yaml: message, comment … */
  way: string;
  /** Id of the inbound row or of the comment; unique with channel and way. */
  id: string;
  /** The writer's id on the platform; never a name. */
  sender: string | null;
  text: string;
  /** ms UTC. */
  receivedAt: number;
}

export interface Route {
  kind: string;
  section: string;
  limit: ConfiguredLimit;
}

/**
 * Kind, section and limit of a text by the words of routing.yaml; the kind's own limit goes before that of the way in.
 * @throws RangeError for a way in that the schema did not make sure of
 */
export function routeText(routing: Routing, way: string, text: string): Route {
  const has = (words: readonly string[]) => words.some((word) => text.includes(word));
  const kind = routing.kinds.find((k) => has(k.words)) ?? routing.kinds.find((k) => k.id === routing.otherwise);
  const limit = kind?.limit ?? routing.intakes.find((i) => i.id === way)?.limit;
  if (!kind || !limit) throw new RangeError(`routing.yaml names no intake ${way}`);
  const topic = routing.topics.find((t) => has(t.words));
  return { kind: kind.id, section: topic?.section ?? kind.section, limit };
}

/** The first characters of a text on one line, by code points. */
export function excerptOf(text: string, characters = 60): string {
  const line = [...text.replace(/\s+/g, ' ').trim()];
  return line.length > characters ? `${line.slice(0, characters - 1).join('')}…` : line.join('');
}
