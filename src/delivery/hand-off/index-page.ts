import { isoBeijing } from '../../calendar/beijing-time.ts';
import type { ComposedArticle } from '../../posts/post.ts';
import { pasteHtml, shownHtml } from './article-text.ts';
import type { HandOff, PlacedPicture } from './hand-off.ts';
import { escaped, pageFrame } from './page-frame.ts';

/** One article with its files' names. */
export interface PagedArticle {
  article: ComposedArticle;
  folder: string;
  placed: readonly PlacedPicture[];
  /** `cover.jpg`, null when it has none. */
  cover: string | null;
}

/**
 * Copies what a button names, as text or as HTML with its styles. The old way of copying works on a page that was opened
 * from a folder, in every browser.
 */
const SCRIPT = `
document.addEventListener('click', function (event) {
  var button = event.target.closest('button[data-copy]');
  if (!button) return;
  var source = document.getElementById(button.dataset.copy);
  var html = source.tagName === 'TEMPLATE' ? source.innerHTML : null;
  var text = html === null ? source.textContent : source.content.textContent;
  var take = function (copying) {
    copying.clipboardData.setData('text/plain', text);
    if (html !== null) copying.clipboardData.setData('text/html', html);
    copying.preventDefault();
  };
  document.addEventListener('copy', take);
  var copied = document.execCommand('copy');
  document.removeEventListener('copy', take);
  var label = button.dataset.label;
  button.textContent = copied ? '已复制 ✓' : '请手工复制';
  button.classList.toggle('done', copied);
  setTimeout(function () { button.textContent = label; button.classList.remove('done'); }, 1800);
});
`;

/** `index.html`: each article with buttons that copy its parts, its pictures in order, and how it has to look. */
export function indexPage(handOff: HandOff, actWords: string, articles: readonly PagedArticle[]): string {
  const title = handOff.content.articles[0]?.title ?? '';
  const cards = articles.map((each, i) => articleCard(each, i, articles.length));
  const body = [
    `<section class="card"><h1>手工发布：${escaped(title)}</h1>${facts(handOff, actWords)}
<p class="say">按 <a href="checklist.html">操作清单</a> 一步步做。这里就是审批通过的那一稿，请一字不改；要改，先改稿再重新送审。</p></section>`,
    ...cards,
    footer(handOff),
  ];
  return pageFrame(`手工发布：${title}`, body.join('\n'), SCRIPT);
}

/** The same for a group, which takes one short text. */
export function groupPage(handOff: HandOff, actWords: string, text: string): string {
  const title = handOff.content.articles[0]?.title ?? '';
  const body = [
    `<section class="card"><h1>手工发送：${escaped(title)}</h1>${facts(handOff, actWords)}
<p class="say">按 <a href="checklist.html">操作清单</a> 做，原样发送，一字不改。</p></section>`,
    `<section class="card"><h2>群消息</h2>${field('正文', 'text', text)}</section>`,
    footer(handOff),
  ];
  return pageFrame(`手工发送：${title}`, body.join('\n'), SCRIPT);
}

export function facts(handOff: HandOff, actWords: string): string {
  const { account, kindLabel, hash, signatures } = handOff;
  const signed = signatures.map((s) => `${s.post}：${s.name}，${shortTime(s.at)}`);
  const rows: [string, string[]][] = [
    ['账号', [`${account} · ${kindLabel}`]],
    ['方式', [actWords]],
    ['时间', [shortTime(handOff.dueAt)]],
    ['签批', signed.length > 0 ? signed : ['—']],
    ['稿件散列', [hash]],
  ];
  const row = ([name, lines]: [string, string[]]) => `<dt>${name}</dt><dd>${lines.map(escaped).join('<br>')}</dd>`;
  return `<dl class="facts">${rows.map(row).join('')}</dl>`;
}

export function footer({ delivery, takenBy, takenAt }: HandOff): string {
  return `<footer>投放 ${escaped(delivery)}，${escaped(takenBy)}于 ${shortTime(takenAt)} 取走。文件的散列见 manifest.json。</footer>`;
}

export function shortTime(at: number): string {
  return isoBeijing(at).slice(0, 16).replace('T', ' ');
}

function articleCard({ article, folder, placed, cover }: PagedArticle, i: number, count: number): string {
  const id = (name: string) => `${name}-${i + 1}`;
  const heading = count > 1 ? `第 ${i + 1} 篇：${escaped(article.title)}` : escaped(article.title);
  const { title, author, digest, sourceUrl, html } = article;
  return `<section class="card"><h2>${heading}</h2>
${field('标题', id('title'), title)}
${field('作者', id('author'), author)}
${field('摘要', id('digest'), digest)}
${sourceUrl === null ? '' : field('原文链接', id('source'), sourceUrl)}
<div class="field"><b>正文</b><span>复制后粘贴到编辑区，再把标出的地方换成图片。</span>${button(id('body'), '复制正文')}</div>
<template id="${id('body')}">${pasteHtml(html, placed)}</template>
<div class="split"><div class="phone">${shownHtml(html, placed, folder)}</div>
<ul class="pictures">${cover === null ? '' : coverItem(folder, cover)}${placed.map((each) => pictureItem(folder, each)).join('')}</ul></div>
</section>`;
}

function field(name: string, id: string, value: string): string {
  return `<div class="field"><b>${name}</b><span id="${id}">${escaped(value)}</span>${button(id, `复制${name}`)}</div>`;
}

function button(copies: string, label: string): string {
  return `<button type="button" data-copy="${copies}" data-label="${label}">${label}</button>`;
}

function coverItem(folder: string, name: string): string {
  return `<li><img alt="封面" src="${encodeURI(`${folder}/${name}`)}"><div><b>封面</b><small>${escaped(`${folder}/${name}`)}</small></div></li>`;
}

function pictureItem(folder: string, { name, after, before }: PlacedPicture): string {
  const place = after === '' ? `在“${before}”之前` : `在“…${after}”之后`;
  return `<li><img alt="" src="${encodeURI(`${folder}/${name}`)}"><div><b>${escaped(name)}</b><small>${escaped(place)}</small><small>${escaped(`${folder}/${name}`)}</small></div></li>`;
}
