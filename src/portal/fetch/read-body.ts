import type { Readable } from 'node:stream';
import type { Clock } from '../../clock.ts';
import { FixContent, TryLater } from '../../errors.ts';

export interface BodyLimits {
  /** Most bytes after decompression. */
  maxBytes: number;
  /** Longest silence between two chunks, real ms. */
  idleMs: number;
}

/**
 * Reads an answer's body and lets go of the connection as soon as a limit is passed: nothing beyond `maxBytes` is kept,
 * whatever Content-Length says and however small the compressed form was.
 * @param signal ends reading when the whole try has taken too long
 * @throws FixContent `page-too-large`, TryLater `portal-slow` or `portal-unreachable`
 */
export async function readBody(
  body: Readable,
  limits: BodyLimits,
  clock: Clock,
  place: string,
  signal: AbortSignal,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    let idle = clock.timeout(limits.idleMs);
    const end = (settle: () => void) => {
      idle.removeEventListener('abort', onSilence);
      signal.removeEventListener('abort', onSlow);
      settle();
      body.destroy();
    };
    const onSilence = () => end(() => reject(slow(place, `nothing came for ${limits.idleMs} ms`)));
    const onSlow = () => end(() => reject(slow(place, 'the answer did not end in time')));
    idle.addEventListener('abort', onSilence);
    signal.addEventListener('abort', onSlow);
    if (signal.aborted) return onSlow();
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.maxBytes) return end(() => reject(tooLarge(place, limits.maxBytes)));
      chunks.push(chunk);
      idle.removeEventListener('abort', onSilence);
      idle = clock.timeout(limits.idleMs);
      idle.addEventListener('abort', onSilence);
    });
    body.on('end', () => end(() => resolve(Buffer.concat(chunks, size))));
    body.on('error', (cause) => (signal.aborted ? onSlow() : end(() => reject(broken(place, cause)))));
    body.on('close', () => end(() => reject(broken(place, 'the connection was closed'))));
  });
}

export function slow(place: string, why: string): TryLater {
  return new TryLater({
    code: 'portal-slow',
    message: `the portal is too slow: ${why}`,
    place,
    remedy: 'Nothing to do when it passes; if it stays, raise timeouts in the portal file or ask who runs the portal.',
  });
}

/** No answer, or one that broke off. */
export function broken(place: string, cause: unknown): TryLater {
  return new TryLater({
    code: 'portal-unreachable',
    message: `the portal did not answer: ${cause instanceof Error ? cause.message : String(cause)}`,
    place,
    remedy: 'Nothing to do when it passes; if it stays, check name, network and certificate of the portal.',
    cause,
  });
}

function tooLarge(place: string, maxBytes: number): FixContent {
  return new FixContent({
    code: 'page-too-large',
    message: `the answer is larger than ${maxBytes} bytes and was not read further`,
    place,
    remedy: 'If the page is meant to be that large, raise maxBytes in the portal file.',
  });
}
