/**
 * A key that nothing else has, 128 random bits in hex. Offices reach the console by plain http inside the building, where
 * browsers leave out `crypto.randomUUID` (it wants a secure context) but not this.
 */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
