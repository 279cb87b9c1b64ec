export type PictureType = 'jpeg' | 'png' | 'gif' | 'bmp';

/** What a picture really is, by its first bytes; the file's name does not count. Null when it is none of these. */
export function pictureType(bytes: Buffer): PictureType | null {
  const head = bytes.subarray(0, 8);
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (head.equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png';
  const text = head.toString('latin1');
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
  if (text.startsWith('BM')) return 'bmp';
  return null;
}
