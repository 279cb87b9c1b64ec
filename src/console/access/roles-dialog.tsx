import { useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { fetchClient } from '../api/client.ts';
import { ActDialog } from '../frame/act-dialog.tsx';
import type { Role } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import styles from './access.module.css';
import type { Guarded } from './confirm-session.ts';
import type { ListedPerson } from './listed-person.ts';

const all: readonly Role[] = [
  'editor',
  'section-head',
  'leader',
  'secrecy',
  'desk',
  'system-admin',
  'security-admin',
  'auditor',
];

interface Props {
  person: ListedPerson;
  guarded: Guarded;
  onClose: () => void;
}

/** Exactly these roles, given by the security administrator. */
export function RolesDialog({ person, guarded, onClose }: Props) {
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  const turn = (role: Role) => setRoles((now) => (now.includes(role) ? now.filter((r) => r !== role) : [...now, role]));
  const save = async () => {
    const params = { path: { person: person.id } };
    const { error } = await fetchClient.PUT('/api/v1/people/{person}/roles', { params, body: { roles: [...roles] } });
    if (error) throw error;
  };
  return (
    <ActDialog
      title={say(words.people.rolesTitle, { name: person.name })}
      happens={words.people.rolesHappens}
      verb={words.people.rolesAct}
      act={() => guarded(save)}
      onClose={onClose}
    >
      <fieldset className={styles.checks} aria-label={words.people.roles}>
        {all.map((role) => (
          <label key={role}>
            <input type="checkbox" checked={roles.includes(role)} onChange={() => turn(role)} />
            {words.role[role]}
          </label>
        ))}
      </fieldset>
    </ActDialog>
  );
}
