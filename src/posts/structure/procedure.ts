import { isUnder, itemsUnder } from './listings.ts';
import type { Outline, Sentence } from './outline.ts';
import { partOf, type Quote } from './quote.ts';

/** One step of what a person does and what the office does with it. */
export interface Step {
  text: Quote;
  /** The time it may take, verbatim: 10个工作日内. Null where the document names none. */
  limit: Quote | null;
}

const TITLE =
  /(?:流程|程序|步骤|办理方式|申请方式|申报方式|办法流程|申请与|申报与|反馈方式|报名方式|申请办理|申请受理|办理环节)/u;
const STAGES =
  /(?:分为|包括|按照|经过?|实行)(?<names>[^，。；：]{2,12}(?:、[^，。；：、]{2,12}){2,9})(?:等)?[一二三四五六七八九十\d]?个?(?:环节|步骤|阶段|程序|流程)/u;
/** Who wants something: may apply, hands it in, logs in. */
const APPLIES =
  /(?:可以|可|应当|须|需|应)?(?:通过|向|到|由|在|登录|持|凭|自)[^。]{0,60}?(?:提出|递交|提交|办理|进行|自愿)?(?:申请|申报|报名|预约|登记)/u;
/** What the office does within a time: 应当自收到申请之日起10个工作日内完成初审. */
const HANDLES =
  /(?:受理|初审|审核|复核|审查|审批|审定|评审|踏勘|查勘|认定|核定|核查|公示|拨付|预拨|兑付|发放|到账|验收|备案|答复|决定|办结|签订|签约|登记)/u;
const LIMIT =
  /(?<limit>(?:[0-9０-９]+|[一二三四五六七八九十]{1,3})(?:个?工作日|小时|天|个月|日(?=以?内)|年(?=以?内))(?:以?内)?)/u;
const WITHIN =
  /(?:之日起|收到|受理后?|接到|完成后?)[^。；]{0,30}?(?:[0-9０-９]+|[一二三四五六七八九十]{1,3})个?(?:工作日|小时|日|天|个月)|工作日内/u;
const NOT_A_STEP = /罚|违反|责令|不得|严禁|禁止|是指|投诉电话|监督检查|保修期|答复，疑难|通报|培训|年度考核/u;
const MOST = 10;

/** How something is applied for and handled. A document that names its stages or steps is taken at its word. Pure. */
export function stepsOf(outline: Outline): Step[] {
  const named = namedStages(outline);
  if (named.length > 0) return named;
  const { clauses, sentences } = outline;
  for (const [i, clause] of clauses.entries()) {
    if (!clause.title || !TITLE.test(clause.title.text)) continue;
    const items = itemsUnder(outline, i, -1);
    const inside = outline.own[i] ?? [];
    if (items.length >= 2 && clause.rank >= 3) return items.slice(0, MOST).map(stepOf);
    if (clause.rank >= 3 && inside.length > 0) return inside.filter(isTold).slice(0, MOST).map(stepOf);
  }
  const spoken = sentences.filter((s) => isStep(s));
  const under = spoken.filter((s) => isUnder(clauses, s.clause, TITLE));
  const steps = under.length >= 2 ? under : spoken;
  return steps.some((s) => /申请|申报|报名|受理/u.test(s.text)) ? steps.slice(0, MOST).map(stepOf) : [];
}

/** 办理流程分为意愿征集、方案公示、联合审查、…六个环节. */
function namedStages({ sentences }: Outline): Step[] {
  for (const sentence of sentences) {
    const match = STAGES.exec(sentence.text);
    const names = match?.groups?.names;
    if (!match || !names) continue;
    let at = match.index + match[0].indexOf(names);
    return names.split('、').flatMap((name) => {
      const text = partOf(sentence, at, at + name.replace(/[一二两三四五六七八九十\d]+个?$/u, '').length);
      at += name.length + 1;
      return text ? [{ text, limit: null }] : [];
    });
  }
  return [];
}

function isStep(sentence: Sentence): boolean {
  if (!isTold(sentence) || NOT_A_STEP.test(sentence.text)) return false;
  const applies =
    APPLIES.test(sentence.text) &&
    /可以|可|应当|须|提出/u.test(sentence.text) &&
    !/适用|可以申请使用|经申请/u.test(sentence.text);
  if (/^申请人(?:应当|可以|应|须|需)/u.test(sentence.text)) return true;
  return applies
    ? /提出|申请人|登录|窗口|平台|现场|委托/u.test(sentence.text)
    : HANDLES.test(sentence.text) && WITHIN.test(sentence.text);
}

/** Not a lead of a list, and short enough for one step. */
function isTold({ text }: Quote): boolean {
  return !/[：:]$/u.test(text) && text.length <= 160;
}

function stepOf(quote: Quote): Step {
  const text = partOf(quote, 0, quote.text.length, '；;。') ?? quote;
  const match = LIMIT.exec(text.text);
  const words = match?.groups?.limit;
  if (!match || !words) return { text, limit: null };
  const at = match.index + match[0].indexOf(words);
  return { text, limit: partOf(text, at, at + words.length) };
}
