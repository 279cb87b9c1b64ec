import type { AccessDesk } from './access/access-desk.ts';
import type { Govcast } from './govcast.ts';
import { endNamedBy } from './review/end-named.ts';
import { installationSecret } from './server/api-token.ts';

/** What the acts of access work with, from the composition root. */
export function accessDesk({ acting, config, environment, lookAtConfig }: Govcast): AccessDesk {
  return {
    acting,
    people: config.people,
    settings: config.settings.access,
    office: config.settings.office.name,
    lookAgain: lookAtConfig,
    onReset: (tx, person, actor) => endNamedBy(tx, acting, person, actor),
    secret: () => installationSecret(environment.dataFolder, 'access-secret'),
  };
}
