import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import type { Role } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import styles from './access.module.css';

/** Who may act where the reader's role is missing: 这件事由刘芳（安全管理员）办理. */
export function WhoMay({ roles }: { roles: readonly Role[] }) {
  const { data } = api.useQuery('get', '/api/v1/people/holders', {}, { staleTime: 60_000 });
  if (!data) return null;
  const who = roles.flatMap((role) => (data.holders[role] ?? []).map(({ name, post }) => `${name}（${post}）`));
  return (
    <p className={styles.note}>
      {who.length > 0 ? say(words.people.instead, { who: who.join('、') }) : words.people.nobody}
    </p>
  );
}
