import type { Govcast } from '../govcast.ts';
import { calledPerson } from '../review/person-words.ts';

/** What rows are made from besides the moment. */
export type TodayHouse = Pick<Govcast, 'acting' | 'bundles' | 'calendar' | 'clock' | 'config' | 'work'>;
type People = Pick<Govcast['config'], 'people'>;

export function sectionName({ people }: People, id: string): string {
  return people.sections.find((each) => each.id === id)?.name ?? id;
}

/** How a person is called: 周科长, the full name where the post is no address. Somebody who has left keeps the id. */
export function personName({ people }: People, id: string): string {
  const person = people.people.find((each) => each.id === id);
  return person ? calledPerson(person) : id;
}

/** Name and post in full, where somebody has to be found: 吴静（法规科科长）. */
export function fullName({ people }: People, id: string): string {
  const person = people.people.find((each) => each.id === id);
  return person ? `${person.name}（${person.post}）` : id;
}

export function channelName({ channels }: Pick<Govcast['config'], 'channels'>, id: string): string {
  return channels.find((each) => each.id === id)?.name ?? id;
}
