/** the manners in which a post is released. Chosen by a person, or the office's setting; outside the content hash. */
export const manners = ['web', 'gazette', 'press', 'new-media'] as const;
export type Manner = (typeof manners)[number];

/** As staff write and read them. */
export const mannerNames: Readonly<Record<Manner, string>> = {
  web: '政府网站',
  gazette: '政府公报',
  press: '新闻发布会',
  'new-media': '政务新媒体',
};

/** The manners of a post's row, in the order of the list. */
export function mannersOf(row: { manner: string }): Manner[] {
  const chosen: unknown = JSON.parse(row.manner);
  return Array.isArray(chosen) ? manners.filter((manner) => chosen.includes(manner)) : [];
}
