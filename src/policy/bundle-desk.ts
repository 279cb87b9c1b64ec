import type { Calendar } from '../calendar/calendar.ts';
import type { People } from '../config/people.ts';
import type { PolicySettings } from '../config/policy-settings.ts';
import type { Acting } from '../ledger/acting.ts';

/** What everybody who works on bundles is given: the parts of an act, the calendar, the people and the office's rules. */
export interface BundleDesk {
  acting: Acting;
  calendar: Calendar;
  people: People;
  settings: PolicySettings;
  /** 政策咨询电话 of the office, for bundles that have none of their own (I-10). */
  telephone: string | null;
}
