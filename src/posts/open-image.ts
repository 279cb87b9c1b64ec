import sharp, { type Metadata, type Sharp } from 'sharp';
import { decodeBmp, decodeIcon, isIcon } from './decode-bitmap.ts';

/** A picture that was recognised by its bytes, and a way to read it from the start as often as needed. */
export interface OpenImage {
  /** Turned upright, in the first page or frame; `animated` reads every frame. */
  read: (animated?: boolean) => Sharp;
  /** The picture's own bytes: those of the file, or of the picture inside an icon. */
  bytes: Buffer;
  metadata: Metadata;
  /** Upright. */
  width: number;
  height: number;
}

/** A picture of more pixels is a mistake or an attack: 200 MB in memory. */
export const MAX_PIXELS = 50_000_000;
/** No picture of a page is larger; the portal's reader has a limit of its own. */
const MAX_BYTES = 40_000_000;
const MAX_SVG_BYTES = 2_000_000;
/** A drawing that is scaled may be drawn as wide as an article shows it. */
const SVG_WIDTH = 1080;

/**
 * Recognises a picture by its bytes, whatever its name or media type said: all that sharp reads, BMP and ICO.
 * @returns why it is no picture that can be used, in Chinese, for the finding
 */
export async function openImage(bytes: Buffer): Promise<OpenImage | string> {
  if (bytes.length === 0) return '文件是空的';
  if (bytes.length > MAX_BYTES) return `文件有 ${Math.round(bytes.length / 1_000_000)} MB，超过 40 MB`;
  // A packed SVG would be unpacked by the reader behind the back of the tests below.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return '是压缩过的文件（如 SVGZ），请解压后另存为 SVG 或 PNG';
  const head = bytes.subarray(0, 1024).toString('utf8').trimStart().toLowerCase();
  if (/^(<!doctype html|<html|<head|<body|<script)/.test(head)) return '取到的是网页，不是图片（可能已删除或要登录）';
  const bitmap = isIcon(bytes) ? decodeIcon(bytes, MAX_PIXELS) : decodeBmp(bytes, MAX_PIXELS);
  const given = bitmap ?? bytes;
  const raw = Buffer.isBuffer(given) ? null : { width: given.width, height: given.height, channels: 4 as const };
  const input = Buffer.isBuffer(given) ? given : given.pixels;
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'truncated' as const, ...(raw ? { raw } : {}) };
  try {
    const metadata = await sharp(input, options).metadata();
    const svg = metadata.format === 'svg';
    if (svg && unsafeSvg(input)) return 'SVG 里有实体定义或外部引用，不予采用';
    const density = svg ? { density: svgDensity(metadata.width) } : {};
    const read = (animated = false) => sharp(input, { ...options, ...density, animated }).autoOrient();
    const scale = (density.density ?? 72) / 72;
    const { width, height } = metadata.autoOrient;
    return { read, bytes: input, metadata, width: Math.round(width * scale), height: Math.round(height * scale) };
  } catch (error) {
    return reasonOf(error);
  }
}

/** What sharp says of a broken picture, as staff read it. */
export function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  if (/pixel limit/i.test(said)) return `图片超过 ${MAX_PIXELS / 10_000} 万像素`;
  if (/premature|truncat|end of|unexpected end|corrupt|too short|Read Error/i.test(said)) return '图片不完整或已损坏';
  if (/heif|heic|compression format/i.test(said)) return '是 HEIC 照片，请先另存为 JPG';
  return '认不出是图片';
}

/** Definitions can grow without end; addresses outside would be asked for or, worse, read from this machine. */
function unsafeSvg(svg: Buffer): boolean {
  if (svg.length > MAX_SVG_BYTES) return true;
  const text = svg.toString('utf8');
  return /<!ENTITY/i.test(text) || /(href|src)\s*=\s*["']\s*(?!#|data:image\/(png|jpe?g|gif|webp);)/i.test(text);
}

function svgDensity(width: number): number {
  return width >= 200 && width < SVG_WIDTH ? (72 * SVG_WIDTH) / width : 72;
}
