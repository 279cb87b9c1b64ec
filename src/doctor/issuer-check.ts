import type { Clock } from '../clock.ts';
import type { ConfigCheck } from '../config/config-checks.ts';
import { hasSecret } from '../config/environment.ts';
import type { OidcSettings } from '../config/oidc-settings.ts';
import { asProblem } from '../errors.ts';
import { openIssuer } from '../open-issuer.ts';

/** Whether the identity provider of the office answers, and its secret is there; nothing for an office that has none. */
export async function issuerChecks(settings: OidcSettings | null, clock: Clock): Promise<ConfigCheck[]> {
  if (settings === null) return [];
  const { clientSecret, issuer, passwords } = settings;
  if (clientSecret !== null && !hasSecret(clientSecret)) {
    const where = 'env' in clientSecret ? clientSecret.env : clientSecret.file;
    return [said('error', `the client secret ${where} is missing`, `Set ${where}, readable by the process only.`)];
  }
  try {
    await openIssuer(settings, clock).look();
    return [said('info', `${issuer} answers; passwords: ${passwords}`, '')];
  } catch (error) {
    const { message, remedy } = asProblem(error);
    return [said('error', `${issuer}: ${message}`, remedy)];
  }
}

function said(level: ConfigCheck['level'], message: string, remedy: string): ConfigCheck {
  return { name: 'oidc', ok: level !== 'error', level, message, remedy };
}
