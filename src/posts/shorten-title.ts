import { quotedTitles } from '../policy/quoted-titles.ts';
import { isBodies, withoutNumber } from '../policy/title-parts.ts';
import { countChars } from './count-chars.ts';

/** Words that change what a title says of its document: no proposal loses one. */
const KEPT =
  /废止|失效|停止执行|修订|修改|修正|征求意见|征集|草案|试行|暂行|延长|延期|调整|取消|撤销|更正|补充|解读|图解|一图读懂|问答|答记者问|转发|批转|公示|第[一二三四五六七八九十\d]+批/gu;
/** How deep titles quote titles: 《X局关于印发〈Y〉的通知》政策解读. */
const MAX_DEPTH = 3;
/** Who speaks about a document: 有关部门负责人就 … */
const SPEAKER = /^.{2,60}?(?:负责同志|负责人|发言人)就(?:出台|印发|发布|制定)?$/u;
const NOTICE = '(?:的?(?:通知|公告|通告|决定|命令))?';

/**
 * A shorter title to offer when one is over the limit, out of its own words: without number and issuing office, without
 * 关于印发 … 的通知, the quoted document by its own name. The fullest one that fits. It is only ever a suggestion that a
 * person takes or leaves; a title is never changed by machine.
 * @returns null when the title fits, or when its own words give nothing that fits and says the same
 */
export function shorterTitle(title: string, maxChars: number): string | null {
  if (countChars(title) <= maxChars) return null;
  const kept = new Set(title.match(KEPT));
  const tries = [...formsOf(withoutNumber(title.trim()), 0)];
  const bare = tries.map((t) => t.replace(/[（(][^（()）]*[）)]/gu, ''));
  const placeless = [...tries, ...bare].map((t) => withoutPlace(t, title));
  return (
    [...tries, ...bare, ...placeless].find(
      (t) => t !== '' && t !== title && countChars(t) <= maxChars && [...kept].every((word) => t.includes(word)),
    ) ?? null
  );
}

/** The same title in fewer and fewer words. */
function* formsOf(title: string, depth: number): Generator<string> {
  yield title;
  const own = withoutIssuer(title);
  const quoted = quotedTitles(own);
  const only = quoted.length === 1 ? quoted[0] : undefined;
  if (only && depth < MAX_DEPTH) {
    const [head, tail] = [own.slice(0, only.start), own.slice(only.end)];
    for (const name of formsOf(only.text, depth + 1)) {
      // A quoted title is a name: 〈Y〉印发 is none.
      if (!/[》〉]印发$/u.test(name))
        yield* aroundName(head, bracketed(/^《([^《》]*)》$/u.exec(name)?.[1] ?? name), tail);
    }
    return;
  }
  yield own;
  const issued = new RegExp(`^(?:关于)?(?:重新|联合)?(印发|公布|发布)(?:关于)?(.{4,}?)${NOTICE}$`, 'u').exec(own);
  if (issued?.[2] && !issued[2].includes('并')) {
    yield `《${issued[2]}》${issued[1]}`;
    yield issued[2];
  }
  yield own.replace(/^关于/u, '');
  yield own.replace(/^关于/u, '').replace(/有关(?:事项|工作|问题)的通知$/u, '的通知');
}

/** What stands around a quoted name, in fewer and fewer words. */
function* aroundName(head: string, name: string, tail: string): Generator<string> {
  const verb = /^(?:关于)?(?:重新|联合)?(印发|公布|发布)$/u.exec(head)?.[1];
  if (verb) {
    const status = /^[（(][^（()）]*[）)]/u.exec(tail)?.[0] ?? '';
    yield `${name}${status}${verb}`;
    yield `${name}${status}`;
    return;
  }
  yield `${head}${name}${tail}`;
  const plainHead = head.replace(SPEAKER, '').replace(/^(?:关于|就)/u, '');
  const plainTail = tail.replace(/^的(?=政策|文件|解读|问答|答问)/u, '');
  yield `${plainHead}${name}${plainTail}`;
  const barest = plainTail
    .replace(/^(?:政策|文件|文字)解读$/u, '解读')
    .replace(/的?(?:通知|公告|通告|决定|公示)$/u, '');
  yield `${plainHead}${name}${barest}`;
  if (/^(?:【[^】]*】|一图读懂|一图看懂|图解)[:：|｜]?$/u.test(head) && plainTail === '') {
    yield `${head.replace(/[:：|｜]$/u, '')}：${name.slice(1, -1)}`;
  }
}

/** Without the bodies that stand in front of 关于, 印发, a verb or a quoted title. */
function withoutIssuer(title: string): string {
  const match = /^([^《〈<]{2,80}?)(?=关于|印发|转发|公布|发布|《)/u.exec(title);
  const bodies = match?.[1] ?? '';
  return bodies !== '' && isBodies(bodies) ? title.slice(bodies.length).trim() : title;
}

/** The place that the office itself stands for: readers of its account know it. */
function withoutPlace(shorter: string, title: string): string {
  const place = /^[\p{Script=Han}]{2,5}?(?:省|自治区|市|区|县)/u.exec(title)?.[0];
  return place ? shorter.replace(new RegExp(`^(《?)${place}(?!人民政府)(?=.{6})`, 'u'), '$1') : shorter;
}

function bracketed(name: string): string {
  return `《${name.replaceAll('《', '〈').replaceAll('》', '〉')}》`;
}
