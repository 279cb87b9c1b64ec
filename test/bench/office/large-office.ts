/** The office of the API bench: how much it has, and the configuration of its 500 accounts and 50 people. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Person, peopleSchema, type Role } from '../../../src/config/people.ts';
import { shippedConfig } from '../../config/config-folder.ts';

/** Monday morning, the moment of the console's pictures; the server's clock begins here and goes on. */
export const officeNow = Date.parse('2026-11-23T09:12:00+08:00');
export const DAY_MS = 86_400_000;
/** How far back everything goes. */
export const YEARS_MS = 3 * 365 * DAY_MS;

/** A part of it, to try the bench in seconds: GOVCAST_BENCH_SHARE=0.05. */
const share = Number(process.env.GOVCAST_BENCH_SHARE ?? 1);

export const sizes = {
  posts: 100_000 * share,
  items: 120_000 * share,
  requests: 1_000_000 * share,
  ledger: 1_000_000 * share,
  channels: 500,
  people: 50,
  /** Planned ahead, each on two accounts within two weeks. */
  planned: 2_500,
  inReview: 500,
  returned: 300,
  drafts: 700,
};

export const sections = ['office', 'news-centre', 'housing-security', 'property', 'regulation', 'hotline'] as const;

export interface LargeOffice {
  people: Person[];
  /** Ids of the accounts. */
  channels: string[];
}

/** Writes the configuration into a folder: the shipped one with more people and accounts. */
export function writeOffice(folder: string): LargeOffice {
  cpSync(shippedConfig, folder, { recursive: true });
  const own = peopleSchema.parse(parse(readFileSync(join(folder, 'people.yaml'), 'utf8')));
  const people = [...own.people, ...morePeople(sizes.people - own.people.length)];
  writeFileSync(join(folder, 'people.yaml'), JSON.stringify({ sections: own.sections, people }));
  const shipped: { channels: { id: string }[] } = parse(readFileSync(join(folder, 'channels.yaml'), 'utf8'));
  const owners = people.filter(({ roles }) => roles.includes('editor') || roles.includes('section-head'));
  const more = Array.from({ length: sizes.channels - shipped.channels.length }, (_, i) => account(i, owners));
  const channels = [...shipped.channels, ...more];
  writeFileSync(join(folder, 'channels.yaml'), JSON.stringify({ ...shipped, channels }));
  return { people, channels: channels.map(({ id }) => id) };
}

const shares: readonly [Role, number][] = [
  ['editor', 22],
  ['section-head', 6],
  ['desk', 4],
  ['secrecy', 2],
  ['leader', 2],
  ['auditor', 1],
];

function morePeople(count: number): Person[] {
  const wanted = shares.flatMap(([role, n]) => Array.from({ length: n }, () => role));
  return Array.from({ length: count }, (_, i) => {
    const role = wanted[i] ?? 'editor';
    const section = role === 'desk' ? 'hotline' : sections[i % sections.length];
    return { id: `p${i}`, name: `示例${i}`, post: '科员', section: section ?? 'office', roles: [role] };
  });
}

function account(i: number, owners: readonly Person[]) {
  const serial = String(i + 100).padStart(16, '0');
  const owner = owners[i % owners.length];
  return {
    ...{ id: `a${i}`, name: `示例账号${i}`, kind: i % 5 === 0 ? 'wechat-service' : 'wechat-subscription' },
    ...{ role: i % 25 === 0 ? 'boutique' : 'ordinary', owner: owner?.id, office: '示例市住房和城乡建设局' },
    ...{ section: owner?.section, openedOn: '2021-06-01', secondAccountReason: '分工不同', sandbox: true },
    ...{ credentials: { appId: `wx${serial}`, secret: { sandbox: `sandbox-secret-${serial}` } } },
    ...{ defaultAct: i % 3 === 0 ? 'massSend' : 'publish' },
    slots: [{ days: 'everyDay', times: ['09:00', '10:00', '14:30', '17:30'] }],
  };
}
