import { findDocumentNumbers } from './document-number.ts';

const body =
  /(?:部门|部|委|委员会|会|局|府|厅|办|办公室|院|行|署|总队|支队|大队|中心|处|科|组|所|站|社|室|馆|镇|乡|街道|大学|学校|公司|集团|协会|省|市|区|县)$/u;

/** Whether a text names bodies and nothing else: 国家医保局 人力资源社会保障部, 示例市财政局等三部门. */
export function isBodies(text: string): boolean {
  const parts = text.trim().split(/[\s、，,]+/u);
  return parts.every((part) => part.length >= 2 && part.length <= 40 && body.test(part) && !/[《》：:|｜]/u.test(part));
}

/** Brackets at the end of a title (several may follow each other), without their brackets, in printed order. */
export function tailsOf(title: string): string[] {
  const tails: string[] = [];
  let rest = title.replace(/[》〉>＞]+的?(?:通知|公告|通告|决定|意见|函|批复)?$/u, '').trim();
  for (;;) {
    const match = /[（(【〔[]([^（）()【】〔〕[\]]{1,30})[）)】〕\]][》〉>＞]?\s*$/u.exec(rest);
    if (!match?.[1]) return tails;
    tails.unshift(match[1]);
    rest = rest.slice(0, match.index);
  }
}

/** The title without a label in front (【规范性文件】) and without a document number and the brackets around it. */
export function withoutNumber(title: string): string {
  let rest = title;
  for (const { start, end } of findDocumentNumbers(title).reverse()) {
    const before = rest.slice(0, start).replace(/[（(]\s*$/u, '');
    const closed = before.length < start && /^\s*[)）]/u.test(rest.slice(end));
    rest = closed ? before + rest.slice(end).replace(/^\s*[)）]/u, '') : rest.slice(0, start) + rest.slice(end);
  }
  return rest.replace(/^\s*【[^】]{1,12}】/u, '').trim();
}
