import type { AccessSettings } from '../config/access-settings.ts';
import type { People } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';

/** What the acts of access work with. */
export interface AccessDesk {
  acting: Acting;
  people: People;
  settings: AccessSettings;
  /** The office's name, as authenticator programs show it. */
  office: string;
  /** The secret of this installation that encrypts second factors at rest, hexadecimal; read when it is used. */
  secret: () => string;
  /** Has a change of the configuration hold in this process at once. */
  lookAgain: () => Promise<unknown>;
  /** Ends what a person set going in other domains when somebody else sets his password, in that transaction. */
  onReset: (tx: Tx, person: string, actor: Actor) => Promise<void>;
}

/** From where somebody comes. */
export interface Visit {
  /** Of the network; behind a proxy that is trusted, what it says. */
  address: string;
  /** What the browser says of itself, cut to 200 characters. */
  agent: string;
}
