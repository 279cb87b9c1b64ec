import type { ForcedRenewals, HeldToken, TokenStore } from './token-store.ts';

/** Tokens in the memory of this process: the embedded profile. */
export function inProcessTokens(): TokenStore {
  const tokens = new Map<string, HeldToken>();
  const refusals = new Map<string, string>();
  const forces = new Map<string, ForcedRenewals>();
  const turns = new Map<string, Promise<unknown>>();
  return {
    held: async (appId) => tokens.get(appId) ?? null,
    keep: async (appId, held) => {
      tokens.set(appId, held);
    },
    drop: async (appId, token) => {
      refusals.set(appId, token);
      if (tokens.get(appId)?.token === token) tokens.delete(appId);
    },
    refused: async (appId) => refusals.get(appId) ?? null,
    forced: async (appId) => forces.get(appId) ?? null,
    keepForced: async (appId, forced) => {
      forces.set(appId, forced);
    },
    alone: (appId, work) => {
      const before = turns.get(appId) ?? Promise.resolve();
      const mine = before.then(work, work);
      const settled = mine.then(
        () => {},
        () => {},
      );
      turns.set(appId, settled);
      return mine;
    },
  };
}
