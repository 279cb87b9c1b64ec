import { type Chance, wordings } from './link-corpus.ts';

/** A made-up policy: how its page is titled, and under which titles interpretations may quote it. */
export interface MadePolicy {
  name: string;
  object: string;
  title: string;
  issuer: string;
  /** Who explains it: a department, where a government issued it. */
  speaker: string;
  place: string;
  host: string;
  at: number;
  draft: boolean;
  number: string | null;
  text: string;
  quotes: string[];
  /** Filled when its page is there. */
  id: string | null;
  url: string | null;
  /** Pages that an interpretation of this one may be given to as well. */
  sameAs: MadePolicy[];
}

type Base = Pick<MadePolicy, 'name' | 'object' | 'issuer' | 'speaker' | 'place' | 'host' | 'at'>;

const DAY_MS = 86_400_000;
let serial = 0;

/**
 * A city's policy and those that are easily taken for it: other year and batch, revision, the district's and the province's of
 * the same title, another department's, the forwarding, the guide to it, the draft, the repeal, a second page of it.
 */
export function family(subject: string, city: string, draw: Chance): MadePolicy[] {
  const { pick, happens, random } = draw;
  const at = Date.parse('2024-01-05T09:00:00+08:00') + Math.floor(random() * 1000) * DAY_MS;
  const department = pick(wordings.departments);
  const government = happens(0.45);
  const office = government ? pick(['人民政府', '人民政府办公室']) : department;
  const object = subject.replace(new RegExp(`(?:${wordings.genres.join('|')})$`, 'u'), '');
  const host = `www.${pinyin(city)}.gov.cn`;
  const base: Base = {
    name: city + subject,
    object,
    issuer: city + office,
    speaker: city + department,
    place: city,
    host,
    at,
  };
  const first = pick([carried, carried, carried, unquoted, plainly, asking])(base, draw);
  const all = [first];
  const district = pick(wordings.districts);
  const inDistrict = {
    issuer: city + district + office,
    speaker: city + district + department,
    place: city + district,
  };
  const variants: (() => MadePolicy)[] = [
    () => carried({ ...base, name: `2025年${base.name}`, at: at - 365 * DAY_MS }, draw),
    () => carried({ ...base, name: `2026年${base.name}`, at: at + 20 * DAY_MS }, draw),
    () => carried({ ...base, ...inDistrict, name: `${city}${district}${subject}`, at: at + 30 * DAY_MS }, draw),
    () => carried({ ...base, name: `${base.name}操作指引`, at: at + 15 * DAY_MS }, draw),
    () => carried({ ...base, name: `${base.name}实施细则`, at: at + 40 * DAY_MS }, draw),
    () => revision(base, first, draw),
    () => provincial(base, subject, draw),
    () => draftOf(base, first),
    () => silent({ ...base, ...inDistrict, at: at + 9 * DAY_MS }, `${inDistrict.issuer}关于转发《${base.name}》的通知`),
    () => silent({ ...base, at: at + 700 * DAY_MS }, `${base.issuer}关于废止《${base.name}》的通知`),
    () => asking({ ...base, issuer: city + pick(wordings.departments), at: at + 4 * DAY_MS }, draw),
    () => secondPage(first),
  ];
  for (const variant of variants) if (happens(0.22)) all.push(variant());
  if (happens(0.1)) all.push(...batches(base, draw));
  return all;
}

function made(base: Base, title: string, quotes: string[], number: string | null, text = ''): MadePolicy {
  return { ...base, title, quotes, number, text, draft: false, id: null, url: null, sameAs: [] };
}

function carried(base: Base, draw: Chance): MadePolicy {
  const tail = draw.pick(['', '', '', '（试行）', '（暂行）']);
  const title = `${base.issuer}关于印发《${base.name}${tail}》的通知`;
  const quotes = [base.name + tail, base.name, title, title.replace(/《(.*)》/u, '〈$1〉')];
  return made(base, title, quotes, numberOf(base, draw), inForce(base));
}

function unquoted(base: Base, draw: Chance): MadePolicy {
  const title = `${draw.happens(0.7) ? base.issuer : ''}关于印发${base.name}的通知`;
  return made(base, title, [base.name, title], numberOf(base, draw), inForce(base));
}

function plainly(base: Base, draw: Chance): MadePolicy {
  return made(base, base.name, [base.name], draw.happens(0.5) ? numberOf(base, draw) : null, inForce(base));
}

/** 关于进一步加强X工作的通知: many bodies issue one of these words. */
function asking(base: Base, draw: Chance): MadePolicy {
  const verb = draw.pick(['进一步加强', '做好', '深入推进', '进一步规范']);
  const genre = draw.pick(['通知', '意见', '实施意见', '若干措施']);
  const name = `关于${verb}${base.object}工作的${genre}`;
  const title = `${base.issuer}${name}`;
  return made({ ...base, name: title }, title, [title, title], numberOf(base, draw));
}

/** The same name three years on; its text says that the old one ends. */
function revision(base: Base, old: MadePolicy, draw: Chance): MadePolicy {
  const tail = draw.pick(['', '（修订）', '（2026年修订）']);
  const later = { ...base, at: base.at + 1100 * DAY_MS };
  const number = numberOf(later, draw);
  const title = `${base.issuer}关于${tail === '' ? '印发' : '修订印发'}《${base.name}${tail}》的通知`;
  const text = `本文件自2027年1月1日起施行。《${base.name}》${old.number === null ? '' : `（${old.number}）`}同时废止。`;
  return made(later, title, [base.name + tail], number, text);
}

function provincial(base: Base, subject: string, draw: Chance): MadePolicy {
  const province = draw.pick(wordings.provinces);
  const own = { ...base, issuer: `${province}人民政府办公厅`, speaker: `${province}人民政府办公厅`, place: province };
  return carried({ ...own, host: 'www.province.gov.cn', name: province + subject, at: base.at - 45 * DAY_MS }, draw);
}

function draftOf(base: Base, final: MadePolicy): MadePolicy {
  const title = `${base.speaker}关于公开征求《${base.name}（征求意见稿）》意见的公告`;
  const draft = made({ ...base, at: base.at - 60 * DAY_MS }, title, [`${base.name}（征求意见稿）`], null);
  return { ...draft, draft: true, sameAs: [final] };
}

function silent(base: Base, title: string): MadePolicy {
  return made(base, title, [], null);
}

function secondPage(first: MadePolicy): MadePolicy {
  const copy = { ...first, quotes: [], id: null, url: null, at: first.at + DAY_MS };
  first.sameAs.push(copy);
  return copy;
}

function batches(base: Base, draw: Chance): MadePolicy[] {
  return ['一', '二', '三'].map((n, i) => {
    const name = `关于公布${base.place}第${n}批${base.object}示范单位名单的通知`;
    const later = { ...base, name: base.issuer + name, at: base.at + i * 200 * DAY_MS };
    return made(later, base.issuer + name, [base.issuer + name, name], numberOf(later, draw));
  });
}

function inForce({ name, at }: Base): string {
  const genre = wordings.genres.find((one) => name.endsWith(one)) ?? '文件';
  return `第一条 为规范管理，制定本${genre}。本${genre}自${new Date(at + 30 * DAY_MS).getUTCFullYear()}年12月1日起施行。`;
}

function numberOf({ issuer, at }: Base, { pick }: Chance): string {
  serial += 1;
  const [open, close] = pick(['〔〕', '〔〕', '[]', '（）']);
  const code = issuer.includes('政府') ? pick(['政发', '政办发', '政规']) : pick(['民发', '建规', '教发', '财字']);
  return `${pick(['临', '安', '东', '宁'])}${code}${open}${new Date(at).getUTCFullYear()}${close}${serial}号`;
}

function pinyin(city: string): string {
  return `city${wordings.cities.indexOf(city)}`;
}
