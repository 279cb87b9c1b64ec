import juice from 'juice';
import sanitize from 'sanitize-html';
import { wechatLimits } from '../../src/posts/platform-limits.ts';
import { readTheme } from '../../src/posts/theme.ts';
import { keepsText } from '../../src/posts/visible-text.ts';
import { toWechatHtml } from '../../src/posts/wechat-html.ts';
import { survivingTags } from '../../src/posts/wechat-tags.ts';

/** WeChat-safe HTML of pages of some 30 kB on one core, by CPU time, beside sanitize-html with juice on the same pages. */
export async function bench(): Promise<string> {
  const { chars, wechat, checked, peers } = benchWechatHtml();
  const perMinute = (ms: number) => Math.round(60_000 / ms).toLocaleString('en');
  return [
    `${PAGES} pages of ${Math.round(chars / 1000)} kB with ${PARAGRAPHS} paragraphs and a table, medians of ${ROUNDS} rounds in turn, CPU time`,
    `sanitised, styled, links as notes, tables for a phone  ${wechat.toFixed(1)} ms a page, ${perMinute(wechat)} a minute`,
    `the same, with the text compared before and after      ${checked.toFixed(1)} ms a page, ${perMinute(checked)} a minute`,
    `sanitize-html and juice alone                          ${peers.toFixed(1)} ms a page (govcast takes ${(wechat / peers).toFixed(2)} of it)`,
  ].join('\n');
}

const PAGES = 20;
const PARAGRAPHS = 60;
const ROUNDS = 7;

/** CPU milliseconds a page, medians of rounds in which all are run in turn; one round before them is not counted. */
export function benchWechatHtml(): { chars: number; wechat: number; checked: number; peers: number } {
  const theme = readTheme('content/themes');
  const pages = Array.from({ length: PAGES }, (_, i) => page(i));
  const css = Object.entries(theme.levels[0] ?? {})
    .filter(([name]) => /^[a-z0-9 ]+$/.test(name))
    .map(
      ([name, said]) =>
        `${name}{${Object.entries(said)
          .map(([k, v]) => `${k}:${v}`)
          .join(';')}}`,
    )
    .join('');
  const works = {
    wechat: (html: string) => toWechatHtml(html, new Map(), theme, wechatLimits).html,
    checked: (html: string) => keepsText(html, toWechatHtml(html, new Map(), theme, wechatLimits).html),
    peers: (html: string) => juice.inlineContent(sanitize(html, { allowedTags: [...survivingTags] }), css),
  };
  const taken = { wechat: [], checked: [], peers: [] } satisfies Record<string, number[]> as Record<
    keyof typeof works,
    number[]
  >;
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['wechat', 'checked', 'peers'] as const) {
      const before = process.cpuUsage();
      for (const html of pages) works[name](html);
      const { user, system } = process.cpuUsage(before);
      if (round > 0) taken[name].push((user + system) / 1000 / PAGES);
    }
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  const chars = pages.reduce((sum, html) => sum + html.length, 0) / PAGES;
  return { chars, wechat: median(taken.wechat), checked: median(taken.checked), peers: median(taken.peers) };
}

/** As portals print documents: paragraphs in spans with styles of the editor, links, a table, the signature. */
function page(number: number): string {
  const paragraphs = Array.from(
    { length: PARAGRAPHS },
    (_, i) =>
      `<p style="text-indent: 2em; line-height: 2; font-family: 宋体; mso-char-indent-count: 2.0"><span style="font-size: 16px; font-family: 仿宋_GB2312; color: rgb(0,0,0)">第${i}条　为做好第${number}号事项，各县区住房和城乡建设主管部门应当按照<a href="https://www.example.gov.cn/zcwj/t${i % 5}.html" target="_blank">《示例市管理办法》</a>的职责分工，加强<strong>监督检查</strong>，及时公开结果，接受社会监督，并于每月五日前报送上月情况。</span></p>`,
  );
  const rows = Array.from(
    { length: 20 },
    (_, y) =>
      `<tr>${Array.from({ length: 5 }, (_, x) => `<td style="width:20%;border:1px solid #000;padding:0 5px" valign="center"><p style="text-align:center"><span>第${y}行第${x}列</span></p></td>`).join('')}</tr>`,
  );
  return `<div class="TRS_Editor">${paragraphs.join('')}<table width="900" border="1"><tbody>${rows.join('')}</tbody></table><p style="text-align:right">示例市住房和城乡建设局</p><p style="text-align:right">2026年11月2日</p></div>`;
}
