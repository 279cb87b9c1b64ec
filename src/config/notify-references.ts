import type { ChannelConfig } from './channels.ts';
import type { CrossProblem } from './cross-problem.ts';
import type { Notify } from './notify.ts';
import { type People, unknown } from './people.ts';

/** Persons and robots that notify.yaml names are there, and e-mail is set up where it is a way. */
export function notifyReferences(notify: Notify, people: People, channels: readonly ChannelConfig[]): CrossProblem[] {
  const persons = people.people.map((p) => p.id);
  const robots = channels.filter((c) => c.kind === 'wecom-robot').map((c) => c.id);
  const named = [
    ...notify.rules.flatMap(({ ways }, i) => ways.map((way, k) => ({ way, path: ['rules', i, 'ways', k] }))),
    ...notify.digest.ways.map((way, k) => ({ way, path: ['digest', 'ways', k] })),
  ];
  return [
    ...named.flatMap(({ way, path }) => {
      const robot = robotOf(way);
      if (robot !== null) return robots.includes(robot) ? [] : [unknown(path, 'WeCom robot', robot, robots)];
      if (way !== 'email' || notify.email !== null) return [];
      const remedy = 'Write host, from and the rest under email, or take email out of the ways.';
      return [{ path, expected: 'a way that is set up', found: 'email without a mail server', remedy }];
    }),
    ...notify.rules.flatMap(({ escalate }, i) =>
      escalate.flatMap(({ to }, k) =>
        to.flatMap((target, n) =>
          typeof target === 'string' || persons.includes(target.person)
            ? []
            : [unknown(['rules', i, 'escalate', k, 'to', n, 'person'], 'person', target.person, persons)],
        ),
      ),
    ),
  ];
}

/** The channel of a way `robot:CHANNEL`; null for another way. */
export function robotOf(way: string): string | null {
  return way.startsWith('robot:') ? way.slice('robot:'.length) : null;
}
