import { load } from 'cheerio';
import type { Composing } from './composing.ts';
import type { Finding } from './finding.ts';
import { sentencesOf } from './sentences.ts';
import { shallowHtml } from './shallow-html.ts';
import { visibleText } from './visible-text.ts';
import { worded } from './wording.ts';

/** E-06 七公开: the seven fields of a service guide, with the names that pages print them under. */
export const guideFields = {
  item: { name: '办理事项', labels: '办理事项|事项名称|服务事项|办事项目|审批事项|许可事项|项目名称|办理项目' },
  basis: { name: '办理依据', labels: '办理依据|设定依据|法律依据|政策依据|法定依据|实施依据|依据' },
  procedure: { name: '办理程序', labels: '办理程序|办理流程|办事流程|审批程序|申办流程|办理步骤|办事程序|流程' },
  conditions: { name: '办理条件', labels: '办理条件|申请条件|受理条件|申报条件|办事条件|审批条件|条件' },
  fee: { name: '收费标准', labels: '收费标准|收费标准及依据|收费依据及标准|收费情况|是否收费|办理费用|收费' },
  unit: {
    name: '责任单位',
    labels: '责任单位|办理机构|实施机关|承办单位|受理单位|办理单位|实施主体|责任部门|承办机构',
  },
  phone: { name: '监督电话', labels: '监督电话|监督投诉电话|投诉电话|投诉监督电话|监督投诉方式|监督投诉渠道|投诉渠道' },
} as const;

export type GuideField = keyof typeof guideFields;
export type ServiceGuide = Partial<Record<GuideField, string>>;

const fields = (): GuideField[] => Object.keys(guideFields).filter((key): key is GuideField => key in guideFields);
const NUMBERED = '(?:第?[一二三四五六七八九十\\d]{1,3}[、.．]|[（(][一二三四五六七八九十\\d]{1,3}[）)])?\\s*';

/** 1. 申请：… is a step of a field and no label. */
const STEP = /^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[①-⑳]|第[一二三四五六七八九十\d]+步)/u;
/** Fields that under a heading hold paragraphs with labels of their own: 网上办理：… */
const PROSE: readonly GuideField[] = ['basis', 'procedure', 'conditions'];

/**
 * The fields that a page gives: under a heading of that name, behind a label with a colon, or in a table beside it. The
 * words are the page's own; a field that is named and left empty is missing.
 */
export function parseGuide(html: string): ServiceGuide {
  const $ = load(shallowHtml(html), null, false);
  const guide: ServiceGuide = {};
  const put = (field: GuideField, text: string) => {
    if (guide[field] === undefined && text.trim() !== '') guide[field] = text.trim();
  };
  for (const row of $('tr').toArray()) {
    const cells = $(row)
      .children('th,td')
      .toArray()
      .map((cell) => visibleText($.html(cell)));
    for (let i = 0; i + 1 < cells.length; i += 1) {
      const field = fieldNamed(cells[i] ?? '');
      if (field) put(field, cells[i + 1] ?? '');
    }
  }
  $('table').remove();
  let open: GuideField | null = null;
  let headed = false;
  let lines: string[] = [];
  const close = () => {
    if (open) put(open, lines.join('\n'));
    lines = [];
  };
  for (const line of visibleText($.html()).split('\n')) {
    const labelled = /^([^：:]{2,20})[：:]\s*(.*)$/u.exec(line);
    const field = fieldNamed(labelled?.[1] ?? line);
    // A label ends the field before it, known or not: an empty 监督电话 is never filled by 咨询电话.
    const other = labelled !== null && !STEP.test(line) && !(headed && open && PROSE.includes(open));
    if (field || other || isHeading(line)) {
      close();
      open = field;
      headed = labelled === null;
      if (field && labelled?.[2]) lines.push(labelled[2]);
    } else if (open) lines.push(line);
  }
  close();
  return guide;
}

/** A finding for each of the seven fields that is missing; each blocks (E-06). */
export function guideFindings(guide: ServiceGuide, title: string, { wording }: Composing): Finding[] {
  const missing = fields().filter((field) => (guide[field] ?? '').trim() === '');
  return missing.map((field) =>
    worded(wording, 'guide-field', {
      title,
      field: guideFields[field].name,
      key: field,
      excerpt: guideFields[field].name,
    }),
  );
}

/** The fields as a template prints them, in the order of E-06, each in its lines. */
export function guideLines(guide: ServiceGuide): { name: string; lines: string[] }[] {
  return fields().flatMap((field) => {
    const lines = (guide[field] ?? '').split('\n').filter((line) => line.trim() !== '');
    return lines.length > 0 ? [{ name: guideFields[field].name, lines }] : [];
  });
}

function fieldNamed(text: string): GuideField | null {
  const bare = text.replace(/\s/gu, '');
  return fields().find((f) => new RegExp(`^${NUMBERED}(?:${guideFields[f].labels})[：:]?$`, 'u').test(bare)) ?? null;
}

/** A line that opens something else: 三、办理地点. */
function isHeading(line: string): boolean {
  return (
    /^(?:第[一二三四五六七八九十]+[章节条]|[一二三四五六七八九十]{1,3}、)/u.test(line) &&
    sentencesOf(line).length === 1 &&
    line.length <= 24
  );
}
