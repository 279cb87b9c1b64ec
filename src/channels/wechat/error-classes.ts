import type { RetryClass } from '../channel.ts';

/** What an errcode of the platform means for the one who called. `D`: done already. */
export interface ErrorClass {
  class: Exclude<RetryClass, 'N'> | 'D';
  /** Shortest wait, ms; without it the class's own rule holds. */
  retryAfterMs?: number;
  /** `account`: the credentials or rights of the account; `content`: the text or a file; else a person looks into it. */
  about?: 'account' | 'content';
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const account: ErrorClass = { class: 'S', about: 'account' };
const content: ErrorClass = { class: 'S', about: 'content' };
const stop: ErrorClass = { class: 'S' };
const busy: ErrorClass = { class: 'R' };
const token: ErrorClass = { class: 'T' };

/**
 * Error codes by class, channel-apis 2.3 with the corrections of delivery-protocol section 7. The wording for staff
 * stands in content/wording/wechat-errors.yaml.
 */
const classes: Readonly<Record<number, ErrorClass>> = {
  '-1': busy,
  40001: token,
  40002: account,
  40003: stop,
  40004: content,
  40005: content,
  40006: content,
  40007: stop,
  40008: stop,
  40009: content,
  40010: content,
  40011: content,
  40012: content,
  40013: account,
  40014: token,
  40031: stop,
  40032: stop,
  40033: stop,
  40059: stop,
  40060: stop,
  40065: stop,
  40114: stop,
  40125: account,
  40130: stop,
  40137: content,
  40152: stop,
  40164: account,
  40204: stop,
  40243: account,
  41001: token,
  41002: account,
  41004: account,
  41039: content,
  41040: content,
  42001: token,
  42010: { class: 'B', retryAfterMs: MINUTE },
  43002: stop,
  43004: stop,
  44002: stop,
  44003: content,
  44004: content,
  45001: content,
  45002: content,
  45003: content,
  45004: content,
  45005: content,
  45006: content,
  45007: content,
  45008: content,
  45009: { class: 'Q' },
  45011: { class: 'B', retryAfterMs: MINUTE },
  45015: stop,
  45028: { class: 'Q' },
  45047: stop,
  45062: account,
  45065: { class: 'D' },
  45066: { class: 'B', retryAfterMs: MINUTE },
  45067: stop,
  45106: stop,
  45113: stop,
  45162: stop,
  45166: content,
  45169: { class: 'B', retryAfterMs: 2 * SECOND },
  45171: stop,
  46004: stop,
  47001: stop,
  47009: stop,
  48001: account,
  48002: stop,
  48004: account,
  48005: stop,
  48006: stop,
  48008: account,
  48021: stop,
  48022: content,
  49003: stop,
  50002: account,
  50004: account,
  50005: stop,
  50007: account,
  53404: content,
  53405: content,
  53406: content,
  53500: account,
  53501: { class: 'B', retryAfterMs: 10 * MINUTE },
  53502: stop,
  53503: content,
  53504: stop,
  53505: stop,
  53600: stop,
  61004: account,
  61500: stop,
  61501: stop,
  61503: { class: 'B', retryAfterMs: 30 * MINUTE },
  76021: stop,
  76022: stop,
  88000: account,
  88001: stop,
  88002: stop,
  88003: stop,
  88004: stop,
  88005: { class: 'D' },
  88007: content,
  88008: stop,
  88010: stop,
  89503: { class: 'B', retryAfterMs: 5 * MINUTE, about: 'account' },
  89504: { class: 'B', retryAfterMs: 2 * MINUTE },
  89505: { class: 'B', retryAfterMs: 2 * MINUTE },
  89506: { class: 'B', retryAfterMs: 24 * HOUR, about: 'account' },
  89507: { class: 'B', retryAfterMs: HOUR, about: 'account' },
  9001002: busy,
  9500001: busy,
  9500002: busy,
  268487001: busy,
  268487002: busy,
  268488001: busy,
};

/** The class of an errcode, or null for one that no page explains: nothing may be concluded from it. */
export function errorClass(code: number): ErrorClass | null {
  return classes[code] ?? null;
}

/**
 * The class of an errcode that the token call itself answered: there 40001 is a wrong AppSecret, and no token can help.
 */
export function tokenErrorClass(code: number): ErrorClass {
  const known = errorClass(code);
  return known === null || known.class === 'T' ? account : known;
}
