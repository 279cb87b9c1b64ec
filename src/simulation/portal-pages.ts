/** A portal's pages over a span of days, out of a seed: policies, their interpretations days later, news and notices. */
import { plusDays } from '../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay } from '../calendar/calendar.ts';
import { beijingMs, type PortalPage } from '../sandbox/portal/portal-page.ts';
import { policyPage, questionsAndAnswers, type Topic, textInterpretation } from '../sandbox/portal/portal-topic.ts';
import { type Chance, chanceOf } from './chance.ts';
import { matters, places } from './matters.ts';

const BUREAU = '示例市住房和城乡建设局';
const MARKING = '（此件公开发布）';

/** How likely pages are on a day, by kind. Weekends and holidays have little news and nothing else. */
const rhythm = { news: 0.75, moreNews: 0.25, notice: 0.35, policy: 0.09, newsOnDayOff: 0.12 };
/** How likely it is that a page is corrected, taken away, or printed without its marking. */
const mishaps = { corrected: 0.06, withdrawn: 0.04, withoutMarking: 0.05 };

/**
 * Every page from `first` to `last` (days in Beijing), each with the moment at which it appears, is corrected or goes.
 * A page for each column stands there before, as on any portal.
 */
export function portalPages(seed: number, calendar: Calendar, first: string, last: string): PortalPage[] {
  const chance = chanceOf(seed, 'portal');
  const pages: PortalPage[] = standing(plusDays(first, -30));
  let id = 2000;
  const nextId = () => {
    id += 1;
    return id;
  };
  for (let day = first; day <= last; day = plusDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) {
      if (chance.happens(rhythm.newsOnDayOff)) pages.push(news(chance, nextId(), moment(chance, day, 9, 11)));
      continue;
    }
    if (chance.happens(rhythm.news)) pages.push(news(chance, nextId(), moment(chance, day, 8, 12)));
    if (chance.happens(rhythm.moreNews)) pages.push(news(chance, nextId(), moment(chance, day, 13, 18)));
    if (chance.happens(rhythm.notice)) pages.push(notice(chance, nextId(), moment(chance, day, 9, 16)));
    if (chance.happens(rhythm.policy)) pages.push(...policy(chance, nextId, day, last));
  }
  return pages.map((page) => (page.column === 'zcwj' || page.id < 2000 ? page : withMishap(chance, page, last)));
}

/** Every moment at which one of the pages appears, is corrected or goes, ms UTC, by time. */
export function portalChanges(pages: readonly PortalPage[]): number[] {
  const traps = pages.flatMap(({ trap }) => (trap && 'at' in trap ? [trap.at] : []));
  return [...pages.map((page) => page.publishedAt), ...traps].map(beijingMs).sort((a, b) => a - b);
}

function standing(day: string): PortalPage[] {
  const at = `${day} 09:00`;
  const text = `${BUREAU}网站栏目已经开通，欢迎关注。有关信息以本栏目发布的内容为准，咨询电话0000-12319。`;
  return (['zcwj', 'zcjd', 'tzgg', 'gzdt', 'tj'] as const).map((column, i) => {
    const title = `${['政策文件', '政策解读', '通知公告', '工作动态', '图解'][i]}栏目开通说明`;
    return { id: 1900 + i, column, title, publishedAt: at, source: BUREAU, text };
  });
}

function news(chance: Chance, id: number, publishedAt: string): PortalPage {
  const matter = chance.pick(matters);
  const place = chance.pick(places);
  return {
    id,
    column: 'gzdt',
    title: `${place}推进${matter.name}工作（第${id - 2000}期）`,
    publishedAt,
    source: BUREAU,
    author: matter.section,
    text: `${publishedAt.slice(5, 10).replace('-', '月')}日，${BUREAU}${matter.section}到${place}现场办公，协调解决${matter.name}中居民反映的问题。
今年以来，${place}已完成${matter.name}项目${chance.int(3, 60)}个，惠及居民${chance.int(200, 9000)}户。${matter.point}
下一步，市住房和城乡建设局将会同街道、社区逐项核对，做到每件事有人管、有时限、有回音。居民有问题可以拨打${matter.phone}。`,
  };
}

function notice(chance: Chance, id: number, publishedAt: string): PortalPage {
  const matter = chance.pick(matters);
  const place = chance.pick(places);
  const marking = chance.happens(mishaps.withoutMarking) ? '' : `\n${MARKING}`;
  return {
    id,
    column: 'tzgg',
    title: `关于${place}${matter.name}有关事项的通告（${id - 2000}号）`,
    publishedAt,
    source: BUREAU,
    author: matter.section,
    text: `为做好${place}${matter.name}工作，现将有关事项通告如下。
一、办理时间。工作日上午8:30至12:00，下午13:30至17:30。
二、办理地点。市政务服务中心三楼住建窗口，或者${place}便民服务中心。
三、办理要求。${matter.point}请携带有关材料，按照现场工作人员的安排办理。
四、咨询电话。${matter.phone}（${matter.section}）。
${BUREAU}
${publishedAt.slice(0, 10)}${marking}`,
  };
}

/** A policy, with a text interpretation zero to six days later in most cases and questions and answers in some. */
function policy(chance: Chance, nextId: () => number, day: string, last: string): PortalPage[] {
  const id = nextId();
  const topic = topicOf(chance, id, moment(chance, day, 9, 17));
  const pages = [policyPage(topic)];
  const later = (days: number) => plusDays(day, days);
  const on = later(chance.int(0, 6));
  if (chance.happens(0.85) && on <= last) {
    const told = { title: `《${topic.keyName}》政策解读`, publishedAt: moment(chance, on, 18, 19), linked: true };
    pages.push(textInterpretation(topic, { id: nextId(), ...told }));
  }
  const asked = later(chance.int(3, 10));
  if (chance.happens(0.3) && asked <= last) {
    const told = { title: `《${topic.keyName}》问答`, publishedAt: moment(chance, asked, 10, 16), linked: true };
    pages.push(questionsAndAnswers(topic, { id: nextId(), ...told }));
  }
  return pages;
}

function topicOf(chance: Chance, id: number, publishedAt: string): Topic & { keyName: string } {
  const matter = chance.pick(matters);
  const place = chance.pick(places);
  const keyName = `示例市${place}${matter.name}管理办法`;
  const [year] = publishedAt.split('-');
  return {
    id,
    keyName,
    title: `${BUREAU}关于印发《${keyName}》的通知`,
    name: `《${keyName}》`,
    publishedAt,
    document: {
      number: `示建字〔${year}〕${id - 1900}号`,
      issuer: BUREAU,
      indexNumber: `004300128/${year}-0${id}`,
      subject: '城乡建设、环境保护\\城市建设',
      writtenOn: publishedAt.slice(0, 10),
      validity: '有效',
    },
    marking: MARKING,
    section: matter.section,
    phone: matter.phone,
    text: `各区住房和城乡建设局，各有关单位：
现将《${keyName}》印发给你们，请认真贯彻执行。
第一条　为规范${place}${matter.name}工作，根据有关法律、法规，结合本市实际，制定本办法。
第二条　${place}范围内的${matter.name}及其监督管理，适用本办法。
第三条　${matter.point}
第四条　违反本办法规定的，由市住房和城乡建设局责令限期改正。
第五条　本办法自发布之日起施行，有效期5年。`,
    background: `${place}${matter.name}工作中，居民反映的问题主要集中在标准不统一、办理时限不明确。`,
    basis: '依据国家和省有关规定制定。',
    points: [matter.point, `明确${place}${matter.name}的办理时限和责任单位。`, '明确监督电话和违反规定的处理办法。'],
    benefit: `${place}的居民和有关单位。`,
    cautions: '办理前请先核对材料清单，避免往返。',
    questions: [
      [`${place}哪些居民可以办理？`, '符合条件的居民均可以办理，办理条件见文件第二条。'],
      ['需要多长时间？', '材料齐全的，自受理之日起十个工作日内办结。'],
    ],
  };
}

function withMishap(chance: Chance, page: PortalPage, last: string): PortalPage {
  const draw = chance.next();
  const day = plusDays(page.publishedAt.slice(0, 10), chance.int(0, 4));
  const at = `${day} ${page.publishedAt.slice(11) < '17:30' ? '17:40' : '20:40'}`;
  if (day > last) return page;
  if (draw < mishaps.corrected) {
    return { ...page, trap: { kind: 'revised', at, text: `${page.text}\n更正说明：本页内容已经核对更新，以此为准。` } };
  }
  if (draw < mishaps.corrected + mishaps.withdrawn) {
    return { ...page, trap: { kind: 'withdrawn', at, soft: chance.happens(0.5) } };
  }
  return page;
}

function moment(chance: Chance, day: string, fromHour: number, toHour: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day} ${two(chance.int(fromHour, toHour))}:${two(chance.int(0, 59))}`;
}
