import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import { type DeliveryHint, type HintQueue, hintKey } from './hint-queue.ts';

/** Hints inside one process, for the embedded profile: what is lost with the process the next tick finds again. */
export function inProcessQueue(clock: Clock, log: Logger): HintQueue {
  const waiting = new Map<string, DeliveryHint>();
  const running = new Set<Promise<void>>();
  let handler: ((deliveryId: string) => Promise<void>) | null = null;
  let slots = 0;
  let closed = false;

  const pump = () => {
    while (handler && !closed && running.size < slots) {
      const next = [...waiting].find(([, hint]) => hint.workAt <= clock.now());
      if (!next) return;
      waiting.delete(next[0]);
      start(handler, next[1].id);
    }
  };
  const start = (handle: (deliveryId: string) => Promise<void>, id: string) => {
    const run = Promise.resolve()
      .then(() => handle(id))
      .catch((error) => log.error('a hint was lost', { delivery: id, error: String(error) }))
      .finally(() => {
        running.delete(run);
        pump();
      });
    running.add(run);
  };

  return {
    hint: async (hint) => {
      if (closed) return;
      waiting.set(hintKey(hint), hint);
      const delay = hint.workAt - clock.now();
      if (delay > 0) clock.after(delay, pump);
      pump();
    },
    work: (handle, atOnce) => {
      handler = handle;
      slots = atOnce;
      pump();
    },
    isReady: async () => !closed,
    close: async () => {
      closed = true;
      waiting.clear();
      await Promise.all(running);
    },
  };
}
