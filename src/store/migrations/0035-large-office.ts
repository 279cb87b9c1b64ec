/**
 * What 100,000 posts and 1,000,000 requests showed. An index that begins with the kind of subject holds every delivery under one value, and SQLite,
 * which keeps no figures, prefers such an equality to the state: the deliveries of a day were then read out of all of them.
 * So it went with the requests of a section, or an account, by day of receipt: what is open there was counted by reading all that
 * ever came. A day has few requests; they are found by the day alone (inbox/request-queue.ts).
 */
export const largeOffice = [
  `drop index delivery_of_subject`,
  `create index delivery_of_subject on delivery (subject_id, subject_kind)`,
  `drop index request_section_received`,
  `drop index request_channel_received`,
];
