import type { Sharp } from 'sharp';

/** Columns a row is judged by; fewer would blur thin lines away. */
const COLUMNS = 320;
/** Rows whose greys differ by no more than this hold nothing. */
const BLANK = 10;

/**
 * Where a long picture is cut, as the top rows of its parts: in the middle of the widest blank band in the last half of
 * each part, or, where nothing is blank, at the row with the least in it. No part is higher than `most` rows.
 */
export async function blankCuts(picture: Sharp, most: number): Promise<number[]> {
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize({ width: COLUMNS, height: undefined, fit: 'fill', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return cutsOf(unrestOf(data, info.width, info.height), most);
}

/** How much stands in each row: the distance of its darkest and its lightest grey, 0 to 255. */
function unrestOf(grey: Buffer, width: number, height: number): number[] {
  return Array.from({ length: height }, (_, y) => {
    let [least, greatest] = [255, 0];
    for (let x = y * width; x < (y + 1) * width; x += 1) {
      const value = grey[x] ?? 0;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    return Math.max(0, greatest - least);
  });
}

/** Pure part of blankCuts. */
export function cutsOf(unrest: readonly number[], most: number): number[] {
  const cuts = [0];
  for (let top = 0; unrest.length - top > most; top = cuts.at(-1) ?? 0) {
    cuts.push(bestCut(unrest, top + Math.ceil(most / 2), top + most));
  }
  return cuts;
}

function bestCut(unrest: readonly number[], from: number, to: number): number {
  let best = { length: 0, middle: to };
  let run = 0;
  let calmest = to;
  for (let y = from; y <= to; y += 1) {
    const value = unrest[y] ?? 255;
    if (value <= (unrest[calmest] ?? 255)) calmest = y;
    run = value <= BLANK ? run + 1 : 0;
    if (run > 0 && run >= best.length) best = { length: run, middle: y - Math.floor(run / 2) };
  }
  return best.length > 0 ? best.middle : calmest;
}
