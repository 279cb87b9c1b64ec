/** How people are called: surname and post, 周科长. */
import type { People, Person } from '../config/people.ts';

/** Surnames of two characters that are met; any other is one character. */
const doubleSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 长孙 宇文 端木 轩辕 独孤 南宫 百里'.split(' '),
);
/** A longer post does not make a form of address; then the full name stands. */
const MOST_POST = 4;

/** 周科长; the full name where the post is too long to be an address: 张伟. */
export function calledPerson({ name, post }: Pick<Person, 'name' | 'post'>): string {
  if ([...post].length > MOST_POST) return name;
  const two = name.slice(0, 2);
  return `${[...name].length > 2 && doubleSurnames.has(two) ? two : [...name].slice(0, 1).join('')}${post}`;
}

/** The same by id; what is no person of the office (the worker) is `自动`. */
export function calledById(people: People, id: string): string {
  const person = people.people.find((p) => p.id === id);
  return person ? calledPerson(person) : '自动';
}
