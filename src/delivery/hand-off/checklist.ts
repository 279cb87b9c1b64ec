import type { HandOff } from './hand-off.ts';
import { facts, footer, type PagedArticle, shortTime } from './index-page.ts';
import { escaped, pageFrame } from './page-frame.ts';

/** `checklist.html`: what to do, to be ticked on the screen or on paper. */
export function checklistPage(handOff: HandOff, actWords: string, steps: readonly string[]): string {
  const title = handOff.content.articles[0]?.title ?? '';
  const items = steps.map(
    (step, i) =>
      `<li><label><input type="checkbox"><span class="n">${i + 1}.</span><span class="text">${withCommands(escaped(step))}</span></label></li>`,
  );
  const body = `<section class="card"><h1>操作清单：${escaped(title)}</h1>${facts(handOff, actWords)}</section>
<section class="card"><ol class="steps">${items.join('')}</ol></section>
<p><a href="index.html">打开稿件</a></p>
${footer(handOff)}`;
  return pageFrame(`操作清单：${title}`, body);
}

/** `checklist.txt`: the same for a printer without a browser. */
export function checklistText(
  handOff: HandOff,
  actWords: string,
  steps: readonly string[],
  articles: readonly PagedArticle[],
): string {
  const { account, content, delivery, dueAt, hash, signatures } = handOff;
  const files = articles.flatMap(({ article, folder, placed, cover }, i) => [
    `第 ${i + 1} 篇：${article.title}`,
    ...(cover === null ? [] : [`  封面 ${folder}/${cover}`]),
    ...placed.map(
      ({ name, after }) => `  插图 ${folder}/${name}${after === '' ? '，在正文开头' : `，在“…${after}”之后`}`,
    ),
  ]);
  return [
    `操作清单：${content.articles[0]?.title ?? ''}`,
    '',
    `账号：${account}`,
    `方式：${actWords}`,
    `时间：${shortTime(dueAt)}`,
    ...signatures.map((s) => `签批：${s.post} ${s.name} ${shortTime(s.at)}`),
    `稿件散列：${hash}`,
    `投放：${delivery}`,
    '',
    ...steps.map((step, i) => `[ ] ${i + 1}. ${step}`),
    '',
    ...files,
    '',
  ].join('\r\n');
}

/** Commands stand out, to be copied whole. */
function withCommands(text: string): string {
  return text.replace(
    /govcast [a-z-]+(?: [\x21-\x7e]+| (?:文章链接|第\d+篇链接|您的编号|谁在何时发出|谁在何时存好))*/g,
    '<code>$&</code>',
  );
}
