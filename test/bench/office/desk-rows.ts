/** Requests, items with their bundles, and the ledger. */
import { readLinkFacts } from '../../../src/policy/link-facts.ts';
import type { LinkRole } from '../../../src/policy/link-item.ts';
import { DAY_MS, type LargeOffice, officeNow, sections, sizes } from './large-office.ts';
import { idAt, itemId, momentOf, postId, requestId, seededRandom, titleOf } from './office-ids.ts';

const kinds = ['consultation', 'complaint', 'suggestion', 'help', 'disclosure', 'site-error'] as const;
const dayOf = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const texts = [
  '我们小区的电梯坏了半个月，物业一直没有人来修，老人上下楼很不方便，请问应该找哪个部门处理？',
  '想咨询一下公租房的申请条件，家里三口人，户口在本区，收入证明要开哪几个月的？',
  '楼下施工晚上十一点还在作业，噪音很大，已经投诉过物业，没有解决，希望尽快处理。',
  '建议在政务服务大厅增加一个自助打印的地方，材料不用来回跑。',
];

/** One in a hundred is open; of those one in ten is late, the others fall due within twenty days. */
export function* requestRows(office: LargeOffice) {
  const next = seededRandom(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const desk = office.people
    .filter(({ roles }) => roles.some((r) => r === 'desk' || r === 'editor'))
    .map(({ id }) => id);
  const counted = new Map<string, number>();
  for (let i = 0; i < sizes.requests; i += 1) {
    const isOpen = i >= sizes.requests * 0.9 && next() < 0.1;
    const receivedAt = momentOf(i, sizes.requests);
    const due = isOpen ? officeNow + (next() * 22 - 2) * DAY_MS : receivedAt + 20 * DAY_MS;
    const year = dayOf(receivedAt).slice(0, 4);
    const number = (counted.get(year) ?? 0) + 1;
    counted.set(year, number);
    const isAssigned = !isOpen || next() < 0.7;
    const section = next() < 0.5 ? 'hotline' : pick(sections);
    const assignee = isAssigned ? pick(desk) : null;
    yield {
      ...{ id: requestId(i), kind: pick(kinds), channel: pick(office.channels), intake: 'message', intakeId: `i${i}` },
      ...{
        section,
        assignee,
        state: isOpen ? ('received' as const) : ('archived' as const),
        sender: `o${i % 200_000}`,
      },
      ...{ body: `${pick(texts)}（${i}）`, receivedAt, startOn: dayOf(receivedAt), dueOn: dayOf(due), days: 20 },
      ...{ unit: 'working-day' as const, rule: 'Q-12', provisional: 0 },
      ...{ closedAt: isOpen ? null : receivedAt + Math.floor(next() * 15 * DAY_MS), nowDueOn: dayOf(due) },
      ...{ number: `SQ-${year}-${String(number).padStart(4, '0')}`, assignedAt: isAssigned ? receivedAt : null },
      ...{ assignedBy: null, closedBy: isOpen ? null : assignee, closedHow: isOpen ? null : ('elsewhere' as const) },
      ...{ closedNote: isOpen ? null : '已电话答复', closedLink: null },
    };
  }
  for (const [year, last] of counted) numbers.push({ year, last });
}

/** Filled while `requestRows` runs. */
export const numbers: { year: string; last: number }[] = [];

const sources = ['shili/zcwj', 'shili/zcjd', 'shili/tzgg', 'shili/gzdt', 'shili/tj'] as const;
const isPolicy = (i: number) => i % 25 === 0;
const isInterpretation = (i: number) => i % 25 === 1;
const documentNumber = (i: number) => `示建发〔${2023 + Math.floor((i / sizes.items) * 4)}〕${i}号`;
export const bundleId = (i: number) => idAt(momentOf(i, sizes.items), 9_000_000 + i);

export function* itemRows() {
  for (let i = 0; i < sizes.items; i += 1) {
    const at = momentOf(i, sizes.items);
    const url = `https://www.shili.gov.cn/art/${i}.html`;
    yield {
      ...{ id: itemId(i), urlKey: url, url, source: isPolicy(i) ? sources[0] : (sources[1 + (i % 4)] ?? sources[2]) },
      ...{ secondaryKey: null, documentNumber: isPolicy(i) ? documentNumber(i) : null, revision: 1 },
      ...{ contentHash: `h${i}`, title: titleOf(i), issuer: '示例市住房和城乡建设局', publishedAt: at },
      ...{ firstSeenAt: at, lastSeenAt: officeNow, withdrawnAt: null },
    };
  }
}

const passage = '<p>为改善居住条件，四层及以上既有住宅加装电梯，每台补助由15万元提高到20万元。</p>';
const article0 = {
  ...{
    family: 'trs',
    number: null,
    issuer: '示例市住房和城乡建设局',
    indexNumber: null,
    subject: null,
    writtenOn: null,
  },
  ...{ publishedAt: null, source: null, author: null, marking: 'public', validity: null, html: passage.repeat(12) },
  ...{
    text: passage.repeat(12).replace(/<[^>]+>/g, ''),
    images: [],
    attachments: [],
    links: [],
    column: null,
    warnings: [],
  },
};

/** Texts, of the last weeks only: pages and proposals read no older ones. */
export function* itemTextRows() {
  for (let i = sizes.items - 5_000; i < sizes.items; i += 1) {
    const article = { ...article0, title: titleOf(i), url: `https://www.shili.gov.cn/art/${i}.html` };
    yield {
      ...{ item: itemId(i), revision: 1, contentHash: `h${i}`, body: JSON.stringify(article), raw: null },
      ...{ charset: 'utf-8', fetchedAt: momentOf(i, sizes.items) },
    };
  }
}

/** As linking itself reads them, of what has a page among bundles; `{}` of the others, which nobody opens here. */
function factsOf(i: number, role: LinkRole): string {
  if (role === 'other' || i < sizes.items - 12_000) return '{}';
  const page = { column: null, columnKind: role, text: '', links: [], images: 0, issuer: '示例市住房和城乡建设局' };
  const number = role === 'policy' ? documentNumber(i) : null;
  const about = { id: itemId(i), addressKey: null, title: titleOf(i), publishedAt: momentOf(i, sizes.items), number };
  return JSON.stringify(readLinkFacts({ ...page, ...about }));
}

/** What linking knows. */
export function* linkRows() {
  for (let i = 0; i < sizes.items; i += 1) {
    const role: LinkRole = isPolicy(i) ? 'policy' : isInterpretation(i) ? 'interpretation' : 'other';
    yield {
      ...{ item: itemId(i), role, coreTitle: titleOf(i), facts: factsOf(i, role) },
      ...{ documentNumber: isPolicy(i) ? documentNumber(i) : null, revision: 1, bundledRevision: 1 },
      ...{ fetchedAt: momentOf(i, sizes.items), at: momentOf(i, sizes.items) },
    };
  }
}

export function* leftRows() {
  for (let i = 3; i < sizes.items; i += 10)
    yield { item: itemId(i), reason: '与本局无关', person: 'li-na', at: momentOf(i, sizes.items) };
}

/** What is older than a year is put away; of the rest every tenth owes something around now. */
export function* bundleRows() {
  for (let i = 0; i < sizes.items; i += 25) {
    const at = momentOf(i, sizes.items);
    const isOld = at < officeNow - 365 * DAY_MS;
    yield {
      ...{ id: bundleId(i), policy: itemId(i), title: titleOf(i), documentNumber: documentNumber(i) },
      ...{ publishedOn: dayOf(at), dueOn: dayOf(at + 3 * DAY_MS), provisional: 0, createdAt: at, updatedAt: at },
      ...{ phase: 'final' as const, documentClass: 'normative', traits: '[]', draftingSection: 'property' },
      ...{ section: sections[i % sections.length] ?? 'office', interpreter: null, telephone: '12319', plan: null },
      ...{ waiver: null, effectiveOn: dayOf(at + 30 * DAY_MS), effectiveBy: 'text', publishedBy: null, became: null },
      ...{ archivedAt: isOld ? at + 100 * DAY_MS : null, material: 'm', nextDueOn: owes(i) ? dueDay(i) : '9999-12-31' },
    };
  }
}

const owes = (i: number) => momentOf(i, sizes.items) > officeNow - 365 * DAY_MS && (i / 25) % 10 === 0;
const dueDay = (i: number) => dayOf(officeNow + (((i / 25) % 19) - 4) * DAY_MS);

export function* owedRows() {
  for (let i = 0; i < sizes.items; i += 25) {
    if (!owes(i)) continue;
    for (const what of ['interpretation', 'telephone'])
      yield {
        ...{
          bundle: bundleId(i),
          what,
          ref: '',
          level: 'must' as const,
          section: sections[i % sections.length] ?? null,
        },
        ...{
          person: null,
          fromOn: dayOf(momentOf(i, sizes.items)),
          dueOn: dueDay(i),
          provisional: 0,
          rule: 'I-02',
          subject: '',
        },
      };
  }
}

export function* pairRows() {
  for (let i = 1; i < sizes.items; i += 25)
    yield {
      ...{ policy: itemId(i - 1), interpretation: itemId(i), score: 0.9, form: '文字', stage: 'release' as const },
      ...{
        decision: i % 100 === 1 ? ('offered' as const) : ('made' as const),
        reasons: '["题名一致"]',
        decidedBy: null,
      },
      ...{ note: null, at: momentOf(i, sizes.items) },
    };
}

const acts = [
  ...['delivery.begin', 'delivery.publish', 'request.take', 'request.assign', 'request.close', 'review.sign'],
  ...['gate.tick', 'post.save', 'post.submit', 'placement.place', 'session.begin', 'item.find'],
] as const;

/** Its hashes are no chain: nothing here verifies them, and making a million takes longer than everything else. */
export function* ledgerRows(office: LargeOffice) {
  const next = seededRandom(23);
  for (let seq = 1; seq <= sizes.ledger; seq += 1) {
    const act = acts[Math.floor(next() * acts.length)] ?? acts[0];
    const n = Math.floor((seq / sizes.ledger) * (sizes.posts - 1));
    const about = act.startsWith('request') ? `request:${requestId(n * 10)}` : `post:${postId(n)}`;
    const person = next() < 0.4 ? 'govcast' : office.people[Math.floor(next() * office.people.length)]?.id;
    yield {
      ...{ seq, at: momentOf(seq - 1, sizes.ledger), actor: person ?? 'govcast', via: 'console', act, object: about },
      ...{ before: null, after: `{"channel":"a${n % 490}","n":${n}}`, prevHash: hashed(seq - 1), hash: hashed(seq) },
    };
  }
}

const hashed = (seq: number) => `sm3:${String(seq).padStart(64, '0')}`;
export const ledgerHead = { seq: sizes.ledger, hash: hashed(sizes.ledger) };
