/** Something that people look for by its title, as the search reads it. */
export interface Titled {
  id: string;
  title: string;
  /** Its document number where it has one. */
  number: string | null;
  /** Its place in the order of changes, ms UTC. */
  at: number;
}
