import QRCode from 'qrcode';
import type { FetchBytes } from './fetch-images.ts';

const SCHEME = 'qr:';

/** The address of the picture that shows `url` as a QR code: `<img src="qr:https://…">` in a text that is being composed. */
export function qrAddress(url: string): string {
  return `${SCHEME}${url}`;
}

/**
 * Draws the pictures that are asked for by qrAddress and leaves all others to `fetchBytes`. The code holds the address
 * itself, nothing that counts or leads elsewhere; the same address gives the same bytes.
 */
export function withQrCodes(fetchBytes: FetchBytes): FetchBytes {
  return async (url) => {
    if (!url.startsWith(SCHEME)) return await fetchBytes(url);
    return await QRCode.toBuffer(url.slice(SCHEME.length), {
      type: 'png',
      errorCorrectionLevel: 'M',
      margin: 4,
      width: 480,
    });
  };
}
