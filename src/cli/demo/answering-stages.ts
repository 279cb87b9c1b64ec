/** What comes back from the public, and every account's clocks. */

import { cadenceAnswer } from '../../clock-answers.ts';
import { listRequests } from '../../inbox/list-requests.ts';
import type { DemoWorld } from './demo-world.ts';
import type { Stage } from './stage.ts';

const MINUTE = 60_000;

/** A citizen writes a message and a comment; both become requests with a due date. */
export async function inboxStage(world: DemoWorld): Promise<Stage> {
  const { acting, calendar, clock } = world.govcast;
  const text = '请问老旧小区加装电梯的补贴怎么申请？';
  await world.sandbox.control('messages', {
    account: 'wx0000000000000001',
    fields: { MsgType: 'text', Content: text },
  });
  const published = await world.sandbox.control('published');
  const mass = sentByMass(published);
  if (mass)
    await world.sandbox.control('comments', {
      account: 'wx0000000000000002',
      msgDataId: mass,
      index: 0,
      content: '供暖不热向谁投诉？',
      openid: 'o-citizen-1',
    });
  await world.moveTo(clock.now() + 5 * MINUTE);
  await world.look('inbox', 'comments');
  const { requests } = await listRequests(acting.db, calendar, clock.now());
  const ways = await acting.db.selectFrom('request').select('intake').distinct().execute();
  return {
    ok: requests.length >= 2 && ways.length === 2,
    count: requests.length,
    ids: requests.map((r) => r.id),
    requests: requests.map((r) => ({
      id: r.id,
      kind: r.kind,
      channel: r.channel,
      section: r.section,
      dueAt: r.dueAt,
      provisional: r.provisional,
    })),
  };
}

export async function cadenceStage(world: DemoWorld): Promise<Stage> {
  await world.look('cadence');
  const { clocks } = await cadenceAnswer(world.govcast);
  const updated = clocks.filter((c) => c.lastUpdateAt !== null);
  return {
    ok: updated.length > 0,
    count: clocks.length,
    ids: [...new Set(clocks.map((c) => String(c.channel)))],
    clocks,
  };
}

function sentByMass(answer: unknown): string | null {
  const list =
    typeof answer === 'object' && answer !== null && 'published' in answer && Array.isArray(answer.published)
      ? answer.published
      : [];
  const mass = list.find((p) => p.via === 'mass');
  return mass ? String(mass.msgDataId) : null;
}
