/** Numbers with what they count, Chinese numerals with theirs, percentages, days. */
const FIGURE =
  /(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|初|末)?|\d{4}年[底初末]?|百分之[〇零一二两三四五六七八九十百]+|\d+(?:[.,:]\d+)*(?:%|个?百分点|倍|[万亿千百]*元|个?(?:工作日|月|年|日|天|小时|周)|[\u4e00-\u9fa5]{0,2})|[〇零一二两三四五六七八九十百千万]+(?:元|个工作日|个月|年内|日内|天|小时|倍|成|%)/gu;
/** Titles, quotations, document numbers, Latin words. */
const CITED = /《[^》]{1,80}》|[\u4e00-\u9fa5]{1,8}〔\d{4}〕\d+号|[A-Za-z][A-Za-z0-9.@_-]{2,}/gu;
/** Bodies, places where one goes, persons with their post. */
const NAME =
  /[\u4e00-\u9fa5]{1,10}(?:委员会|办公室|服务中心|管理局|中心|政府|公司|银行|协会|医院|大学|学院|街道|平台|窗口|热线|局长|主任|科长|处长|书记|市长|区长|县长|同志|先生|女士|[局厅委部科处])/gu;
/** So much of the end of a name must stand in the original, letters. */
const NAME_END = 4;

/**
 * The figures, days and names of a text that its source does not have in these very words. Rather too many than too few: a
 * figure written in another way counts as unsourced. Pure.
 */
export function unsourcedWords(text: string, source: string): string[] {
  const [plain, known] = [normal(text), normal(source)];
  const found = new Set<string>();
  for (const [word] of plain.matchAll(FIGURE)) if (!holdsFigure(known, word)) found.add(word);
  for (const [word] of plain.matchAll(CITED)) if (!known.includes(word)) found.add(word);
  for (const [word] of plain.matchAll(NAME)) {
    const end = word.slice(-Math.min(NAME_END, word.length));
    if (!known.includes(end) && !known.includes(word.slice(-3))) found.add(word);
  }
  return [...found];
}

/** Whether the number stands in the source as a whole: 5万元 is not in 15万元. */
function holdsFigure(source: string, word: string): boolean {
  for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + 1)) {
    const [before, after] = [source.charAt(at - 1), source.charAt(at + word.length)];
    const whole = !(/\d/.test(word.charAt(0)) && /[\d.]/.test(before)) && !(/\d$/.test(word) && /[\d.]\d?/.test(after));
    if (whole && !(/^[一二三四五六七八九十百千万]/.test(word) && /[一二三四五六七八九十百千万]/.test(before)))
      return true;
  }
  return false;
}

function normal(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/(?<=\d),(?=\d{3})/g, '');
}
