import type { Govcast } from '../govcast.ts';

/** What rows are made from besides the moment. */
export type TodayHouse = Pick<Govcast, 'acting' | 'bundles' | 'calendar' | 'clock' | 'config' | 'work'>;
type People = Pick<Govcast['config'], 'people'>;

export function sectionName({ people }: People, id: string): string {
  return people.sections.find((each) => each.id === id)?.name ?? id;
}

/** Name and post of a person: 周明（新闻中心主任）. Somebody who has left keeps the id. */
export function personName({ people }: People, id: string): string {
  const person = people.people.find((each) => each.id === id);
  return person ? `${person.name}（${person.post}）` : id;
}

export function channelName({ channels }: Pick<Govcast['config'], 'channels'>, id: string): string {
  return channels.find((each) => each.id === id)?.name ?? id;
}
