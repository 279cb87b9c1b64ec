/** A picture of the table `asset` in WeChat-safe HTML. The same words in visible text are words, and stay. */
const STORED_PICTURE = /(<img\b[^>]*\ssrc=")asset:([0-9a-f]{64})(?=")/g;

/**
 * The HTML with an address for each stored picture.
 * @param addressOf by SHA-256 (hex); undefined leaves the picture as it is
 */
export function withAddresses(html: string, addressOf: (sha256: string) => string | undefined): string {
  return html.replace(STORED_PICTURE, (whole, before: string, sha256: string) => {
    const address = addressOf(sha256);
    return address === undefined ? whole : `${before}${address}`;
  });
}

/** How often stored pictures stand in the HTML; the same one twice counts twice. */
export function countStoredPictures(html: string): number {
  return html.match(STORED_PICTURE)?.length ?? 0;
}
