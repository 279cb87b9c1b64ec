/** What the words of a cell 更新时限 ask for, as a rule of the clocks. */
import type { WrittenLimit } from '../../config/columns.ts';
import { chineseNumeral } from '../../policy/chinese-numeral.ts';

/** A limit, a reason for none, and whether the words said so. */
export interface UnderstoodLimit {
  /** Id of the limit, `none` or `not-stated`. */
  rule: string;
  /** The limit itself where the words give one. */
  limit: WrittenLimit | null;
  understood: boolean;
  /** In a few English words, for the report of the import. */
  says: string;
}

const periods = [
  { words: /每?(?:周|星期)/, per: 'week', id: 'weekly', name: '每周更新' },
  { words: /每?个?月(?!底前|末前)|月度/, per: 'month', id: 'monthly', name: '每月更新' },
  { words: /季/, per: 'quarter', id: 'quarterly', name: '季度更新' },
] as const;

/** @param words the cell as printed */
export function understandLimit(words: string): UnderstoodLimit {
  const text = westernNumbers(words.replaceAll(/\s/g, ''));
  if (text === '') return without('not-stated', true, 'no limit is printed: no clock');
  if (/^(?:无|无时限|不限|不更新|链接(?:型文档)?|[-—－/／])$/.test(text)) return without('none', true, 'no limit');
  const monthly = /^每个?月(\d+)[日号](?:以?前|之前)/.exec(text);
  if (monthly) {
    const day = Number(monthly[1]);
    return made(words, { id: `monthly-by-${day}`, kind: 'by', per: 'month', day }, `by day ${day} of each month`);
  }
  if (/[日号](?:以?前|之前)/.test(text)) return unclear();
  const days = /(\d+)个?(工作日|自然日|日|天)/.exec(text);
  if (days && /答复|回复|办结|反馈/.test(text)) {
    return made(words, { id: `reply-${idOf(days)}`, kind: 'reply', ...figures(days) }, 'an answer, kept by the inbox');
  }
  if (/(?:与|随|和).*(?:文件|政策)|同时发布|同步发布/.test(text)) {
    return made(
      '与政策文件同时发布',
      { id: 'with-document', kind: 'withParent' },
      'with its document, kept by the bundles',
    );
  }
  if (days) return made(words, { id: `within-${idOf(days)}`, kind: 'within', ...figures(days) }, `within ${days[0]}`);
  const found = periods.filter(({ words: w }) => w.test(text));
  if (/实时|即时|及时|随时/.test(text) && found.length === 0)
    return made('实时更新', { id: 'real-time', kind: 'sameDay' }, 'real time');
  if (/年/.test(text)) {
    return without('not-stated', false, 'a year is no update clock: make it a yearly task (config/yearly.yaml)');
  }
  const every = /(?:每|第)?(\d+)(?:个?周|个?星期)/.exec(text);
  if (every) {
    const n = Number(every[1]) * 7;
    return made(words, { id: `within-${n}-day`, kind: 'within', days: n, unit: 'day' }, `within ${n} days`);
  }
  const [period] = found;
  if (period === undefined || found.length > 1 || /[半双]|实时|即时|及时|随时/.test(text)) {
    return unclear();
  }
  const count = Number(/(\d+)(?:次|条|篇|期)/.exec(text)?.[1] ?? 1);
  const id = count === 1 ? period.id : `${period.id}-${count}`;
  const name = count === 1 ? period.name : words;
  return made(name, { id, kind: 'atLeast', per: period.per, count }, `at least ${count} a ${period.per}`);
}

function made(name: string, rule: WrittenLimit['rule'], says: string): UnderstoodLimit {
  return { rule: rule.id, limit: { name, source: '更新时限表', rule }, understood: true, says };
}

function unclear(): UnderstoodLimit {
  return without('not-stated', false, 'not understood: no clock until you give the row a rule');
}

function without(rule: 'none' | 'not-stated', understood: boolean, says: string): UnderstoodLimit {
  return { rule, limit: null, understood, says };
}

function figures([, n, unit]: RegExpExecArray) {
  return { days: Number(n), unit: unit === '工作日' ? ('working-day' as const) : ('day' as const) };
}

function idOf([, n, unit]: RegExpExecArray): string {
  return unit === '工作日' ? `${n}` : `${n}-day`;
}

/** 十四个工作日 is 14个工作日, 两周 is 2周. A numeral that belongs to a word (一季度) is left to the words after it. */
function westernNumbers(text: string): string {
  return text.replace(/[〇零一二两三四五六七八九十百]+(?=个|工作日|自然日|天|日|周|星期|次|条|篇|期)/g, (found) =>
    String(chineseNumeral(found.replaceAll('两', '二')) ?? found),
  );
}
