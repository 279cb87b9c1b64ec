/** Rows of the pictures of posts/; their bytes are in `asset`. */

/** What a picture was made into, so that it is made once. */
export interface PictureTable {
  /** SHA-256 (hex) of the bytes as they were fetched. */
  sourceSha256: string;
  /** Recipe it was made by (posts/prepare-image.ts); another recipe makes it again. */
  recipe: number;
  /** JSON array of {sha256, width, height}, from the top. */
  parts: string;
  /** The finding that says what became of it; null when nothing is to be said. */
  note: string | null;
  createdAt: number;
}

/** A picture that a passing error kept from a post. */
export interface LostPictureTable {
  post: string;
  url: string;
  reason: string;
  /** How often it was asked for again. */
  attempts: number;
  /** When it is asked for next; null when it is given up. */
  nextAt: number | null;
}
