import { type ArrayChange, diffArrays } from 'diff';

/**
 * Compares two sentences as Chinese is read: by characters, but a figure or a Latin word is one sign. Of 24 小时 and 12 小时 the
 * figure is another one; 124 with a digit taken out of it would be read as a third.
 * @returns undefined when more than `most` signs differ: the search grows with their square
 */
export function diffSigns(old: string, young: string, most: number): ArrayChange<string>[] | undefined {
  return diffArrays(signs(old), signs(young), { maxEditLength: most });
}

function signs(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*|[A-Za-z]+|[\s\S]/gu) ?? [];
}
