import { randomUUID } from 'node:crypto';
import type { createClient } from 'redis';
import { z } from 'zod';
import type { Clock } from '../../../clock.ts';
import { TryLater } from '../../../errors.ts';
import type { TokenStore } from './token-store.ts';

type Redis = Pick<ReturnType<typeof createClient>, 'get' | 'set' | 'eval'>;

/** A lock outlives the longest token call (20 s) and falls by itself when its holder dies. */
const LOCK_MS = 25_000;
const LOOK_AGAIN_MS = 50;
const DAY_MS = 86_400_000;

const heldShape = z.object({ token: z.string(), expiresAt: z.number(), renewAt: z.number() });
const forcedShape = z.object({ day: z.string(), count: z.number(), lastAt: z.number() });

const DROP_IF_SAME = `
local held = redis.call('get', KEYS[1])
if held and cjson.decode(held)['token'] == ARGV[1] then redis.call('del', KEYS[1]) end
redis.call('set', KEYS[2], ARGV[1], 'PX', ARGV[2])
return 1`;

const UNLOCK_IF_MINE = `
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;

/**
 * Tokens shared by all workers of the cluster profile. Redis forgets them by their own life; losing Redis costs one
 * token call, since the stable token's ordinary mode never replaces a valid one.
 */
export function redisTokens(redis: Redis, clock: Clock): TokenStore {
  const key = (appId: string, part: string) => `govcast:wechat:${appId}:${part}`;
  const read = async <S extends z.ZodType>(name: string, shape: S): Promise<z.output<S> | null> => {
    const text = await redis.get(name);
    return text === null ? null : shape.parse(JSON.parse(text));
  };
  const lock = async (appId: string, mine: string) => {
    const until = clock.monotonicMs() + LOCK_MS + LOOK_AGAIN_MS;
    while ((await redis.set(key(appId, 'lock'), mine, { NX: true, PX: LOCK_MS })) === null) {
      if (clock.monotonicMs() > until) throw busy(appId);
      await clock.sleep(LOOK_AGAIN_MS);
    }
  };
  return {
    held: (appId) => read(key(appId, 'token'), heldShape),
    keep: async (appId, held) => {
      const life = Math.max(1, held.expiresAt - clock.now());
      await redis.set(key(appId, 'token'), JSON.stringify(held), { PX: life });
    },
    drop: async (appId, token) => {
      const keys = [key(appId, 'token'), key(appId, 'refused')];
      await redis.eval(DROP_IF_SAME, { keys, arguments: [token, String(DAY_MS)] });
    },
    refused: (appId) => redis.get(key(appId, 'refused')),
    forced: (appId) => read(key(appId, 'forced'), forcedShape),
    keepForced: async (appId, forced) => {
      await redis.set(key(appId, 'forced'), JSON.stringify(forced), { PX: 2 * DAY_MS });
    },
    alone: async (appId, work) => {
      const mine = randomUUID();
      await lock(appId, mine);
      try {
        return await work();
      } finally {
        await redis.eval(UNLOCK_IF_MINE, { keys: [key(appId, 'lock')], arguments: [mine] });
      }
    },
  };
}

function busy(appId: string): TryLater {
  return new TryLater({
    code: 'wechat-token-busy',
    message: 'another worker has been getting the token for too long',
    place: appId,
    remedy: 'Nothing to do: it is tried again. If it lasts, run `govcast doctor`.',
    retryAfterMs: 30_000,
  });
}
