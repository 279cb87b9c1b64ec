import { fetchClient } from '../api/client.ts';

/** Ends the session and shows the login; what was typed stays kept on this computer. */
export async function signOut(): Promise<void> {
  await fetchClient.DELETE('/api/v1/session').catch(() => undefined);
  location.assign('/login');
}
