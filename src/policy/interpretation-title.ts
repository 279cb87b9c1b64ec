import { type Form, formHeads, formTails } from './form.ts';
import { readByCue } from './interpretation-cues.ts';
import { quotedTitles, withoutQuoted } from './quoted-titles.ts';
import { genreOf } from './title-grammar.ts';
import { isBodies } from './title-parts.ts';

/** The stage of the policy that an interpretation speaks to (I-06): 草案, 发布, 施行后. */
export type Stage = 'draft' | 'release' | 'in-force';

/** A title that interprets (domain rules d.3). */
export interface InterpretationTitle {
  form: Form;
  stage: Stage;
  /** Titles of the policies it names, as printed; empty when it names none (a topic, a talk). */
  targets: string[];
  /** It speaks of more policies than it names: 及相关文件, 等4项标准. */
  several: boolean;
}

/**
 * Reads a title as that of an interpretation, or null when it is none: a policy about interpreting, a notice of a
 * training course, news about a policy, a graphic or commentary that names no normative document (negatives of d.4).
 */
export function readInterpretationTitle(printed: string): InterpretationTitle | null {
  const title = printed.trim().replace(/^[[［]([^[\]［］]{2,6})[\]］]/u, '【$1】');
  const usual = readByHeadAndTail(title) ?? readBeforeColon(title);
  const read = usual && (usual.targets.length > 0 || usual.saysItself) ? usual : readByCue(title);
  if (read === null) return null;
  return { form: read.form, stage: stageOf(title), targets: read.targets, several: several.test(title) };
}

const several =
  /及(?:其)?(?:相关|配套)(?:政策)?文件|等\s*[\d一二两三四五六七八九十]+\s*[项个份部]|等(?:系列)?(?:文件|政策|标准)|等解读/u;

/** Ends that only an explanation has; a transcript of a conference explains what it was called for. */
const saysSo = /(?:有关情况的?说明|答记者问|(?:发布会|吹风会)\s*(?:答问|文字|图文)*实录)$/u;

/** By the usual heads (一图读懂：…) and tails (…政策解读) of domain rules d.3. */
function readByHeadAndTail(title: string): { form: Form; targets: string[]; saysItself: boolean } | null {
  const head = formHeads.find(({ pattern }) => pattern.test(title));
  const body = head ? afterHead(title.replace(head.pattern, '')) : title;
  const bare = withoutClosingBrackets(withoutQuoted(body));
  const ends = [bare.text, bare.text.replace(/[（(【][^（）()【】《》]{1,24}[）)】]$/u, '')];
  const end = ends.find((text) => formTails.some(({ pattern }) => pattern.test(text))) ?? bare.text;
  const tail = formTails.find(({ pattern }) => pattern.test(end));
  if (!head && !tail && bare.form === null) return null;
  const object = objectOf(body, end, tail?.pattern);
  const targets = targetsOf(body, object);
  const saysNothingElse = object === '' && quotedTitles(body).length === 0;
  const saysItself = head?.says === true || saysNothingElse || saysSo.test(bare.text);
  const form = head && !(head.form === '文字' && tail) ? head.form : (bare.form ?? tail?.form ?? head?.form ?? '其他');
  return { form, targets, saysItself };
}

/** 新公司法解读：注册资本认缴制迎来重大变化: what stands before the colon names the policy. */
function readBeforeColon(title: string): ReturnType<typeof readByHeadAndTail> {
  const before = /^([^：:︰《》]{2,40}解读)[：:︰]/u.exec(title)?.[1];
  const read = before === undefined ? null : readByHeadAndTail(before);
  return read !== null && read.targets.length > 0 ? read : null;
}

/** Stage by the words of the title; the text of a policy may move it later. */
export function stageOf(title: string): Stage {
  if (/征求意见|草案|送审稿|讨论稿/u.test(title)) return 'draft';
  if (
    /(?:正式|今起|日起|起)(?:施行|实施|执行)|(?:施行|实施)(?:一周年|[一二两三]年|以来|之后|后|满)|落地见效|生效/u.test(
      title,
    )
  )
    return 'in-force';
  return 'release';
}

function afterHead(rest: string): string {
  return rest.replace(/^[\s:：︰|｜丨▏│︱┃/／—\-–·]+/u, '');
}

/** 《》政策解读（视频）（一）: the brackets say the form or a part, not the object. */
function withoutClosingBrackets(masked: string): { text: string; form: Form | null } {
  let text = masked.trim().replace(/[。！!\s]+$/u, '');
  let form: Form | null = null;
  for (;;) {
    const match = /[（(【]([^（）()【】]{1,20})[）)】]$/u.exec(text);
    if (!match?.[1]) return { text, form };
    if (/视频|音频/u.test(match[1])) form = '音视频';
    else if (/动漫|动画/u.test(match[1])) form = '动漫';
    else if (/图解/u.test(match[1])) form = '图解';
    else if (!/^[一二三四五六七八九十\d上中下]+$/u.test(match[1])) return { text, form };
    text = text.slice(0, match.index).trim();
  }
}

/** What stands between head and tail, for titles that quote nothing. */
function objectOf(body: string, masked: string, tail: RegExp | undefined): string {
  const whole = quotedTitles(body).length > 0 ? '' : masked;
  const cut = tail ? whole.replace(tail, '') : whole;
  const named =
    /(?:负责人|负责同志|有关领导|局长|部长|主任|司长)(?:就|解读)(?:出台|印发|实施|发布)?(.+)$/u.exec(cut)?.[1] ?? cut;
  const afterDash = named.split(/——|―|：|:|[|｜丨]/u).at(-1) ?? named;
  const acting = /^([^就]{3,40}?)就(?=.{6})/u.exec(afterDash)?.[1];
  return (acting !== undefined && isBodies(acting) ? afterDash.slice(acting.length + 1) : afterDash)
    .replace(/的$/u, '')
    .replace(/^(?:关于对|就|关于(?=.{2,40}关于))/u, '')
    .trim();
}

/** 新公司法, 新修订的公司法; 新能源… is no new one. */
const newly = /^新(?:修订的?|(?!能源|型|兴|材|农|疆|建|生|媒体|就业|闻)(?=.{2,12}(?<!办)法$))/u;

function targetsOf(body: string, object: string): string[] {
  const quoted = quotedTitles(body).map(
    ({ text, end }) => text + (/^[（(][^）)]*(?:稿|草案|试行|年版?|修订)[）)]/u.exec(body.slice(end))?.[0] ?? ''),
  );
  if (quoted.length > 0) return withVerb(body, quoted);
  return object !== '' && genreOf(object) !== null ? [object.replace(newly, '')] : [];
}

/** 关于废止《X》的政策解读 speaks of the document that repeals X: the verb stays with the title. */
function withVerb(body: string, quoted: string[]): string[] {
  const verb = /(废止|重新发布|重新印发|修改|修订|延长|继续执行)(?=《)/u.exec(withoutQuoted(body))?.[1];
  return verb && quoted.length === 1 ? [`关于${verb}《${quoted[0]}》的通知`] : quoted;
}
