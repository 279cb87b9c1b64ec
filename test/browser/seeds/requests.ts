/** Requests like those of inbox.png: Monday 23 November 2026, 09:12. Everything in them is invented. */
import type { Govcast } from '../../../src/govcast.ts';
import { assignRequests } from '../../../src/inbox/assign-requests.ts';
import { noteRequest } from '../../../src/inbox/note-request.ts';
import { takeRequest } from '../../../src/inbox/take-request.ts';
import { inTransaction } from '../../../src/store/transaction.ts';

interface Letter {
  id: string;
  at: string;
  way: string;
  text: string;
  channel?: string;
  sender?: string;
}

/** What came in, by when; kinds, sections and limits follow from config/routing.yaml. */
export const letters: Letter[] = [
  {
    ...{ id: 'lift', at: '2026-11-20T16:05', way: 'message', sender: 'oLiftWang138' },
    text: '求助：示例小区 3 号楼电梯从昨天早上停到现在，家里有八十多岁老人下不了楼，物业说等配件，没说哪天能好。请帮忙催一下。我叫王小明，电话 13800000000',
  },
  { id: 'trapped', at: '2026-11-20T17:10', way: 'message', text: '示例花园电梯反复困人，昨晚又被困半小时，物业不管' },
  { id: 'estate', at: '2026-11-20T09:20', way: 'hotline-call', text: '不动产登记前要先办什么？' },
  { id: 'leak', at: '2026-11-21T10:00', way: 'message', text: '投诉楼上装修漏水，物业不管' },
  {
    ...{ id: 'lift-first', channel: 'comments' },
    at: '2026-11-09T15:00',
    way: 'comment',
    text: '加装电梯一楼不同意怎么办',
  },
  { id: 'rent', at: '2026-11-17T11:00', way: 'message', text: '请问公租房年审材料缺一项怎么补？' },
  { id: 'old', at: '2026-11-20T08:50', way: 'message', text: '申请公开老旧小区改造资金使用情况' },
  { id: 'typo', at: '2026-11-18T08:50', way: 'message', text: '官网页面错误，链接失效' },
  { id: 'late', at: '2026-11-13T09:00', way: 'message', text: '投诉：小区物业长期不清理垃圾，举报三次没有回音' },
  {
    id: 'again',
    at: '2026-11-23T08:47',
    way: 'message',
    sender: 'oLiftWang138',
    text: '电梯今天能修好吗？老人要去医院复查，急，求助',
  },
];

export async function seedRequests(govcast: Govcast): Promise<void> {
  const { acting, calendar, config } = govcast;
  const ids: Record<string, string> = {};
  for (const { id, at, way, text, channel = 'hotline', sender = `oCitizen-${id}` } of letters) {
    const receivedAt = Date.parse(`${at}+08:00`);
    // As if it had been taken at its time: the ledger tells when.
    const then = { ...acting, clock: { ...acting.clock, now: () => receivedAt + 60_000 } };
    const intaking = { ...then, calendar, routing: config.routing };
    const intake = { channel, way, id, sender, text, receivedAt };
    ids[id] = (await inTransaction(acting.db, (tx) => takeRequest(intaking, tx, intake, 'callback'))) ?? '';
  }
  const actor = { person: 'feng-jie', via: 'console' as const };
  const at = (moment: string) => ({
    ...acting,
    people: config.people,
    clock: { ...acting.clock, now: () => Date.parse(`${moment}+08:00`) },
  });
  const give = (id: string, section: string, assignee: string | null, moment: string) =>
    assignRequests(at(moment), [{ request: ids[id] ?? '', section, assignee, seen: null }], actor);
  await give('lift', 'property', 'zheng', '2026-11-20T16:08');
  await give('estate', 'hotline', 'feng-jie', '2026-11-20T16:10');
  await give('late', 'property', 'zheng', '2026-11-20T16:12');
  await give('rent', 'housing-security', 'sun-lei', '2026-11-20T16:14');
  const zheng = { person: 'zheng', via: 'console' as const };
  const note = '已到现场。门机板损坏，配件 11月23日 下午到，当晚恢复。物业已安排人上门帮扶老人。';
  await noteRequest(at('2026-11-21T15:30'), ids.lift ?? '', note, zheng);
}
