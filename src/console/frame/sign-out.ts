import { fetchClient } from '../api/client.ts';

/** Ends the session, where the office wants it also that of its identity provider, and shows the login; what was typed stays kept on this computer. */
export async function signOut(): Promise<void> {
  const answer = await fetchClient.DELETE('/api/v1/session').catch(() => undefined);
  location.assign(answer?.data?.elsewhere ?? '/login');
}
