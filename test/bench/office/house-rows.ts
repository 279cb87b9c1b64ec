/** What is known of accounts, repost tasks, matters that people were told of, and earlier sessions. */
import { DAY_MS, type LargeOffice, officeNow } from './large-office.ts';
import { idAt } from './office-ids.ts';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

export function pastRows(office: LargeOffice) {
  return office.channels.map((channel) => ({
    ...{ channel, state: 'read' as const, cursor: null, since: null, found: 0, nextAt: officeNow + DAY_MS },
    ...{ readAt: officeNow - DAY_MS, problem: null, enteredAt: null, enteredBy: null },
    ...{ linkLookAt: officeNow + DAY_MS, changedAt: officeNow - DAY_MS },
  }));
}

const taskId = (i: number) => idAt(officeNow - i * 5 * DAY_MS - DAY_MS, 11_000_000 + i);

/** A task every fifth day for all accounts; those of the last week are open. */
export function taskRows() {
  return range(100).map((i) => {
    const issuedAt = officeNow - i * 5 * DAY_MS - DAY_MS;
    return {
      ...{ id: taskId(i), dayKey: `post:${i}`, post: null, url: `https://www.shili.gov.cn/t${i}.html`, hours: 48 },
      ...{ title: `重要信息转发（${i}）`, issuedAt, dueAt: issuedAt + 2 * DAY_MS, createdBy: 'zhang-wei' },
      ...{ cancelledAt: null, cancelReason: null },
    };
  });
}

export function* dutyRows(office: LargeOffice) {
  for (const i of range(100)) {
    for (const [k, account] of office.channels.entries()) {
      const isOpen = i < 2 && k % 4 === 0;
      const at = officeNow - i * 5 * DAY_MS - DAY_MS / 2;
      yield {
        ...{ task: taskId(i), account, ours: 1, state: isOpen ? ('waiting' as const) : ('carried' as const) },
        ...{ carriedAt: isOpen ? null : at, link: isOpen ? null : `https://mp.weixin.qq.com/s/r${i}-${k}` },
        ...{ proof: isOpen ? null : ('page' as const), publication: null, note: null, confirmedBy: null },
        ...{ confirmedAt: null, problem: null, tryAt: null },
      };
    }
  }
}

/** 300 matters stand, 20,000 are over; every one was told to somebody. */
const CONCERNS = 20_300;
const STANDING = 300;
const concernId = (i: number) => idAt(officeNow - i * 3_600_000, 12_000_000 + i);

export function* concernRows(office: LargeOffice) {
  for (const i of range(CONCERNS)) {
    const since = officeNow - i * 3_600_000;
    const endedAt = i < STANDING ? null : since + 1_800_000;
    yield {
      ...{ id: concernId(i), key: `clock:${i}`, source: 'clocks', kind: 'clock.red', about: `channel:a${i % 497}` },
      ...{ urgency: i % 5 === 0 ? ('red' as const) : ('normal' as const), fields: '{}' },
      ...{ recipients: JSON.stringify([{ person: personOf(office, i) }]), since, firstSeenAt: since, episode: 1 },
      ...{ endedAt, endToldAt: endedAt, acknowledgedBy: null, acknowledgedAt: null },
    };
  }
}

export function* noticeLineRows(office: LargeOffice) {
  for (const i of range(CONCERNS))
    yield {
      ...{ concern: concernId(i), episode: 1, step: 0, person: personOf(office, i), way: 'console', notice: null },
      toldAt: officeNow - i * 3_600_000,
    };
}

export function* loginRows(office: LargeOffice) {
  for (const i of range(50_000)) {
    const at = officeNow - i * 600_000;
    const visit = { address: '10.0.0.8', agent: 'Chromium' };
    yield { id: idAt(at, 13_000_000 + i), at, person: personOf(office, i), ...visit, outcome: 'in' as const };
  }
}

const personOf = (office: LargeOffice, i: number) => office.people[i % office.people.length]?.id ?? 'li-na';
