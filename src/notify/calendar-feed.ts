/** Events as an iCalendar feed (RFC 5545), for calendars that subscribe to an address. Pure: the same rows, the same bytes. */
import ICAL from 'ical.js';

/** One event; moments are ms UTC. */
export interface FeedEvent {
  /** Stays the same as long as it is the same event, wherever it moves. */
  uid: string;
  title: string;
  text: string;
  /** A moment, or a Beijing day. */
  when: { at: number; minutes: number } | { day: string };
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  /** Grows with every change. */
  sequence: number;
  modifiedAt: number;
}

// The blank that begins a folded line counts among its 75 octets (RFC 5545, 3.1); the library leaves it out.
ICAL.foldLength = 74;

/** Moments are written in UTC, days as days, so no calendar needs a time zone to show them right. */
export function calendarFeed(name: string, events: readonly FeedEvent[]): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//govcast//schedule//ZH');
  calendar.updatePropertyWithValue('calscale', 'GREGORIAN');
  calendar.updatePropertyWithValue('method', 'PUBLISH');
  calendar.updatePropertyWithValue('x-wr-calname', name);
  calendar.updatePropertyWithValue('x-wr-timezone', 'Asia/Shanghai');
  for (const event of events) calendar.addSubcomponent(componentOf(event));
  return `${calendar.toString()}\r\n`;
}

function componentOf({ uid, title, text, when, status, sequence, modifiedAt }: FeedEvent) {
  const event = new ICAL.Component('vevent');
  event.updatePropertyWithValue('uid', `${uid}@govcast`);
  event.updatePropertyWithValue('dtstamp', utc(modifiedAt));
  event.updatePropertyWithValue('last-modified', utc(modifiedAt));
  event.updatePropertyWithValue('sequence', sequence);
  event.updatePropertyWithValue('status', status);
  if ('day' in when) event.updatePropertyWithValue('dtstart', ICAL.Time.fromDateString(when.day));
  else {
    event.updatePropertyWithValue('dtstart', utc(when.at));
    event.updatePropertyWithValue('dtend', utc(when.at + when.minutes * 60_000));
  }
  event.updatePropertyWithValue('summary', title);
  event.updatePropertyWithValue('description', text);
  event.updatePropertyWithValue('transp', 'TRANSPARENT');
  return event;
}

function utc(at: number) {
  return ICAL.Time.fromJSDate(new Date(at), true);
}
