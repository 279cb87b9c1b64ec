import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../src/channels/channel.ts';
import { deliveryOf, never, pass, post, type Rehearsal, rehearse } from '../channels/rehearsal.ts';

export interface ConformingKind {
  /** Id in config/channels.yaml. */
  id: string;
  act: Act;
  /** The visible step of that act, the path it calls, and what the sandbox counts for it. */
  step: string;
  path: string;
  effect: string;
  /** A code with which the platform says a definite no, as the sandbox is told to answer. */
  refusal: number;
}

/** What every channel keeps to, whatever the platform: one suite for all kinds. */
export function channelConformance(kind: ConformingKind): void {
  describe(`the channel contract, ${kind.act} on ${kind.id}`, () => {
    let stage: Rehearsal;
    beforeAll(async () => {
      stage = await rehearse();
    });
    afterAll(() => stage.stop());
    beforeEach(async () => {
      await stage.control('/reset', {});
      await stage.store.db.deleteFrom('upload').execute();
      await stage.channel(kind.id).dropCredential?.();
      stage.clock.moveBy(7_300_000);
    });

    const effects = async (): Promise<Record<string, number>> =>
      JSON.parse(JSON.stringify((await stage.control('/counters')).effects ?? {}));
    const ready = async (content?: Awaited<ReturnType<typeof post>>) => {
      const channel = stage.channel(kind.id);
      const delivery = deliveryOf(channel, kind.act, content ?? (await post()), stage.clock.now());
      await delivery.upTo(kind.step);
      return { channel, delivery, input: delivery.input(kind.step) };
    };

    it('has the abilities that its descriptor names, and no others', () => {
      const channel = stage.channel(kind.id);
      const plans = Object.values(channel.descriptor.acts).flat();
      const kinds = new Set(plans.map((plan) => plan.effect));
      expect(channel.look !== undefined).toBe(kinds.has('K2') || kinds.has('K3'));
      expect(channel.poll !== undefined).toBe(kinds.has('K3') || kinds.has('K5'));
      expect(Object.keys(channel.descriptor.acts)).toEqual(
        expect.arrayContaining(Object.keys(channel.descriptor.quotas)),
      );
      expect(channel.descriptor.acts[kind.act]?.at(-1)).toMatchObject({ name: kind.step, visible: true });
      expect(channel.descriptor.kind).toBe(stage.config(kind.id).kind);
    });

    it('shows only the last step of an act, and none of a draft', () => {
      for (const [act, plans] of Object.entries(stage.channel(kind.id).descriptor.acts)) {
        expect(plans.map((plan) => plan.visible)).toEqual(
          plans.map((_p, i) => act !== 'draft' && i === plans.length - 1),
        );
      }
    });

    it('prepares without any effect, and says the same hash for the same call', async () => {
      const { channel, input } = await ready();
      const before = await effects();
      const calls = await stage.calls(kind.path);
      const first = await channel.prepare(input);
      const second = await channel.prepare(input);
      expect(first.requestHash).toMatch(/^[0-9a-f]{64}$/);
      expect(second.requestHash).toBe(first.requestHash);
      expect(await effects()).toEqual(before);
      expect(await stage.calls(kind.path)).toBe(calls);
    });

    it('has another hash for another text', async () => {
      const one = await ready();
      const other = await ready(await post({ forms: { 'wecom-robot': '另一条' } }));
      const hashes = [await one.channel.prepare(one.input), await other.channel.prepare(other.input)];
      expect(hashes[0]?.requestHash).not.toBe(hashes[1]?.requestHash);
    });

    it('takes effect once when it is sent once', async () => {
      const { channel, input } = await ready();
      const answer = await (await channel.prepare(input)).send(pass, never);
      expect(['done', 'accepted']).toContain(answer.is);
      expect((await effects())[kind.effect]).toBe(1);
    });

    it.each([
      'reset-after',
      'http500-after',
      'busy-after',
    ])('calls it lost when the effect happened and the answer was %s', async (fault) => {
      const { channel, input } = await ready();
      const call = await channel.prepare(input);
      await stage.control('/faults', { path: kind.path, kind: fault });
      expect((await call.send(pass, never)).is).toBe('lost');
      expect((await effects())[kind.effect]).toBe(1);
    });

    it('calls it lost too when nobody can tell that nothing happened', async () => {
      const { channel, input } = await ready();
      const call = await channel.prepare(input);
      await stage.control('/faults', { path: kind.path, kind: 'reset-before' });
      expect((await call.send(pass, never)).is).toBe('lost');
    });

    it('says a definite no, with nothing sent, when the check throws or the call is stopped beforehand', async () => {
      const { channel, input } = await ready();
      const call = await channel.prepare(input);
      const late = () => {
        throw new Error('too late');
      };
      expect(await call.send(late, never)).toMatchObject({ is: 'no', retry: 'N' });
      expect(await call.send(pass, AbortSignal.abort())).toMatchObject({ is: 'no', retry: 'N' });
      expect(await stage.calls(kind.path)).toBe(0);
      expect((await effects())[kind.effect] ?? 0).toBe(0);
    });

    it('says no, not lost, to a refusal that the platform explains, and lost to a code that nobody explains', async () => {
      const { channel, input } = await ready();
      const call = await channel.prepare(input);
      await stage.control('/faults', { path: kind.path, kind: 'errcode', errcode: kind.refusal });
      expect(await call.send(pass, never)).toMatchObject({
        is: 'no',
        code: expect.stringContaining(String(kind.refusal)),
      });
      const plan = channel.descriptor.acts[kind.act]?.at(-1);
      if (plan?.effect === 'K5' || plan?.effect === 'K1') return;
      await stage.control('/faults', { path: kind.path, kind: 'errcode', errcode: 71234 });
      expect((await call.send(pass, never)).is).toBe('lost');
    });

    it('never shows a credential in what it answers', async () => {
      const config = stage.config(kind.id);
      const secrets = Object.values(config.credentials).flatMap((each) =>
        typeof each === 'object' && 'sandbox' in each ? [each.sandbox] : [],
      );
      const token =
        'appId' in config.credentials ? (await stage.deps.tokens.held(config.credentials.appId))?.token : null;
      const seen: unknown[] = [];
      for (const fault of ['reset-after', 'http500-before', 'errcode']) {
        const { channel, input } = await ready();
        const call = await channel.prepare(input);
        await stage.control('/faults', { path: kind.path, kind: fault, errcode: kind.refusal });
        seen.push(await call.send(pass, never), call.requestHash);
      }
      for (const secret of [...secrets, ...(token ? [token] : [])]) expect(JSON.stringify(seen)).not.toContain(secret);
    });
  });
}
