import type { DocumentFacts, PortalPage } from './portal-page.ts';

/** A policy with what its authors would tell the public about it: pages of several forms are composed from it. */
export interface Topic {
  id: number;
  title: string;
  /** The document's own name, in 《》 or without, as interpretations cite it. */
  name: string;
  publishedAt: string;
  document: DocumentFacts;
  /** The number under the red head, where it differs from the table's (which may leave it out). */
  redHead?: string;
  /** The policy's own articles, one paragraph a line. */
  text: string;
  /** `（此件公开发布）` and its kin; null where the page carries none. */
  marking: string | null;
  background: string;
  basis: string;
  points: string[];
  benefit: string;
  cautions: string;
  section: string;
  phone: string;
  questions?: [string, string][];
  related?: PortalPage['related'];
  attachments?: PortalPage['attachments'];
  trap?: PortalPage['trap'];
  alsoIn?: PortalPage['alsoIn'];
}

const city = '示例市人民政府门户网站';
const bureau = '示例市住房和城乡建设局';

/** The policy's page: red head where there is one, the articles, signature, date and marking. */
export function policyPage(topic: Topic): PortalPage {
  const { id, title, publishedAt, document, related, attachments, trap, alsoIn } = topic;
  const [year, month, day] = document.writtenOn.split('-').map(Number);
  const lines = [
    ...(topic.redHead ? [topic.redHead] : []),
    topic.text.trim(),
    document.issuer,
    `${year}年${month}月${day}日`,
    ...(topic.marking ? [topic.marking] : []),
  ];
  return {
    id,
    column: 'zcwj',
    title,
    publishedAt,
    source: document.issuer.startsWith(bureau) ? bureau : city,
    author: '政务公开办',
    keywords: topic.name.replace(/[《》]/g, ''),
    document,
    text: lines.join('\n'),
    ...(related && { related }),
    ...(attachments && { attachments }),
    ...(trap && { trap }),
    ...(alsoIn && { alsoIn }),
  };
}

interface Told {
  id: number;
  title: string;
  publishedAt: string;
  linked?: boolean;
  trap?: PortalPage['trap'];
}

/** 文字解读: background, basis, main points, who gains, cautions, telephone (I-08, I-09, I-10). */
export function textInterpretation(topic: Topic, told: Told): PortalPage {
  const points = topic.points.map((point, i) => `（${'一二三四五六七八'[i]}）${point}`);
  return interpretation(topic, told, [
    `近日，${topic.document.issuer.replace(/ /g, '、')}印发了${topic.name}。为便于社会各界准确理解和掌握政策内容，现解读如下。`,
    '一、出台背景',
    topic.background,
    '二、制定依据',
    topic.basis,
    '三、主要内容',
    ...points,
    '四、哪些人能够受益',
    topic.benefit,
    '五、注意事项',
    topic.cautions,
    '六、解读机关、解读人及联系方式',
    `解读机关：${bureau}；解读人：${topic.section}负责人；政策咨询电话：${topic.phone}（工作日 8:30—12:00，13:30—17:30）。`,
  ]);
}

/** 问答: the questions that people ask, each with its answer. */
export function questionsAndAnswers(topic: Topic, told: Told): PortalPage {
  const pairs = (topic.questions ?? []).flatMap(([question, answer], i) => [
    `${i + 1}.问：${question}`,
    `答：${answer}`,
  ]);
  return interpretation(topic, told, [
    `${topic.name}印发后，不少居民通过12345热线和局微信公众号咨询有关规定。我们把问得最多的问题整理出来，逐一作答。`,
    ...pairs,
    `还有疑问的，可以在工作日拨打${topic.section}电话${topic.phone}，也可以到市政务服务中心三楼住建窗口现场咨询。`,
  ]);
}

/** 新闻发布会 as a written record: who sat there, what was said, what was asked. */
export function pressConference(topic: Topic, told: Told): PortalPage {
  const [first, ...others] = topic.questions ?? [];
  return interpretation(topic, told, [
    `${told.publishedAt.slice(5, 7)}月${told.publishedAt.slice(8, 10)}日上午，市政府新闻办公室举行新闻发布会，介绍${topic.name}有关情况，并回答记者提问。`,
    '主持人：各位记者朋友，大家上午好！欢迎出席今天的新闻发布会。下面先请市住房和城乡建设局负责同志介绍情况。',
    `发布人：${topic.background}`,
    ...topic.points.map((point) => `发布人：${point}`),
    ...(first ? [`示例日报记者：${first[0]}`, `发布人：${first[1]}`] : []),
    ...others.flatMap(([question, answer]) => [`示例广播电视台记者：${question}`, `发布人：${answer}`]),
    '主持人：今天的发布会到此结束，谢谢大家。',
    '（根据现场速录整理）',
  ]);
}

/** 图解: a tall picture and next to no text. */
export function infographic(topic: Topic, told: Told): PortalPage {
  return {
    ...interpretation(topic, told, ['']),
    column: 'tj',
    infographic: [topic.background, ...topic.points, topic.benefit, topic.cautions, `咨询电话：${topic.phone}`],
  };
}

function interpretation(topic: Topic, told: Told, lines: string[]): PortalPage {
  const { id, title, publishedAt, linked, trap } = told;
  return {
    id,
    column: 'zcjd',
    title,
    publishedAt,
    source: bureau,
    author: topic.section,
    keywords: '政策解读',
    text: lines.join('\n'),
    ...(linked && { related: { heading: '相关文件' as const, pages: [topic.id] } }),
    ...(trap && { trap }),
  };
}
