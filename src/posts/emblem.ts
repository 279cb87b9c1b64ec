import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { FixContent } from '../errors.ts';

/** Emblems are drawn inside this, pixels of the cover; they keep their shape. */
const BOX = { width: 120, height: 36 };
/** Drawn from twice the pixels, so that edges are clean. */
const FINER = 2;

/** An emblem as satori takes it. */
export interface Emblem {
  src: string;
  width: number;
  height: number;
}

const read = new Map<string, Promise<Emblem>>();

/**
 * An office's emblem, PNG or SVG, in the size in which covers show it. Read again only when the file has changed.
 * @throws FixContent when the file is missing or no picture
 */
export async function readEmblem(file: string): Promise<Emblem> {
  const found = await stat(file).catch((cause: unknown) => Promise.reject(unusable(file, cause)));
  const key = `${file}:${found.size}:${found.mtimeMs}`;
  let emblem = read.get(key);
  if (!emblem) {
    emblem = drawn(file);
    read.set(key, emblem);
  }
  return await emblem;
}

async function drawn(file: string): Promise<Emblem> {
  try {
    const { data, info } = await sharp(file, { density: 300 })
      .resize({ width: BOX.width * FINER, height: BOX.height * FINER, fit: 'inside' })
      .png()
      .toBuffer({ resolveWithObject: true });
    const src = `data:image/png;base64,${data.toString('base64')}`;
    return { src, width: Math.round(info.width / FINER), height: Math.round(info.height / FINER) };
  } catch (cause) {
    throw unusable(file, cause);
  }
}

function unusable(file: string, cause: unknown): FixContent {
  return new FixContent({
    code: 'cover-emblem',
    message: `the emblem ${file} cannot be drawn: ${cause instanceof Error ? cause.message : cause}`,
    place: file,
    remedy: 'Put a PNG or SVG there, or take cover.emblem out of config/offices.yaml.',
    cause,
  });
}
