/** A page family: a CMS or template set whose pages look alike. Adding one is a file here and a line in families.ts. */
export interface Family {
  /** As in `Article.family`. */
  name: string;
  /** Patterns of the page's source; each that is found is one sign. */
  signs: readonly RegExp[];
  /** Patterns of the page's address; each that matches is one sign. */
  addresses: readonly RegExp[];
  /** CSS selectors of the body, the surest first. */
  bodies: readonly string[];
  /** Brings rows to light that the source hides, e.g. in CDATA; null when the page hides none. */
  unhideRows?: (html: string) => string | null;
}
