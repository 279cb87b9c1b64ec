/** What the portal brings on Monday 23 November 2026, as it appears. Everything in it is invented. */
import type { PortalPage } from '../../../src/sandbox/portal/portal-page.ts';
import { infographic, policyPage, type Topic, textInterpretation } from '../../../src/sandbox/portal/portal-topic.ts';

const bureau = '示例市住房和城乡建设局';

const lift: Topic = {
  id: 3001,
  title: `${bureau}等四部门关于印发《示例市既有住宅加装电梯财政补助实施办法》的通知`,
  name: '《示例市既有住宅加装电梯财政补助实施办法》',
  publishedAt: '2026-11-23 08:00',
  document: {
    number: '示住建规〔2026〕3号',
    issuer: bureau,
    indexNumber: '004300128/2026-03001',
    subject: '城乡建设、环境保护\\城市建设',
    writtenOn: '2026-11-20',
    validity: '有效',
  },
  marking: '（此件公开发布）',
  section: '物业科',
  phone: '0000-12319',
  text: `各区人民政府，市有关单位：
现将《示例市既有住宅加装电梯财政补助实施办法》印发给你们，请遵照执行。
第一条　为支持既有住宅加装电梯，制定本办法。
第二条　本办法所称既有住宅，是指2000年前建成、四层以上的住宅。
第三条　每台电梯补助20万元。
第四条　申请人应当在竣工验收合格后60日内申报。
第五条　区住建部门应当自受理之日起15个工作日内审核完毕。
第六条　本办法自2027年1月1日起施行，有效期3年。`,
  background: '老旧住宅没有电梯，上下楼不便，居民要求提高补助标准。',
  basis: '依据国家和省有关规定制定。',
  points: ['每台电梯补助由15万元提高到20万元。', '竣工验收合格后60日内申报。', '申报材料由9份减为5份。'],
  benefit: '2000年前建成、四层以上既有住宅的居民。',
  cautions: '申报前请先核对材料清单。',
};

/** The policy at 08:00, its interpretations at 08:10 and 08:20, and what stood there before. */
export const morningPages: PortalPage[] = [
  {
    ...{ id: 2901, column: 'tzgg', publishedAt: '2026-11-20 09:00', source: bureau },
    title: '关于做好2026年冬季供暖报修工作的通知',
    text: '各供热单位：\n供暖期自11月15日开始。\n报修电话12319，二十四小时有人接听。\n特此通知。\n（此件公开发布）',
  },
  {
    ...{ id: 2902, column: 'gzdt', publishedAt: '2026-11-20 15:00', source: bureau },
    title: '我局组织开展低温天气施工安全检查',
    text: '11月20日，我局组织检查组对在建工地开展低温天气施工安全检查。',
  },
  policyPage(lift),
  textInterpretation(lift, {
    ...{ id: 3002, title: `${lift.name}政策解读`, publishedAt: '2026-11-23 08:10', linked: true },
  }),
  infographic(lift, { id: 3003, title: `一图读懂${lift.name}`, publishedAt: '2026-11-23 08:20', linked: true }),
];
