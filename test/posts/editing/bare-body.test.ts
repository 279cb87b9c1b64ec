import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bareBody, cleanBody, picturesIn } from '../../../src/posts/editing/bare-body.ts';
import { wechatLimits } from '../../../src/posts/platform-limits.ts';
import { readTheme } from '../../../src/posts/theme.ts';
import { toWechatHtml } from '../../../src/posts/wechat-html.ts';
import { html as anyHtml } from '../html-arbitrary.ts';

const theme = readTheme('content/themes');
const stored = 'b'.repeat(64);
const pictures = new Map([[`asset:${stored}`, { sha256: stored, width: 900, height: 500 }]]);
const composed = (html: string) => toWechatHtml(html, pictures, theme, wechatLimits).html;

const lead = (words: string) => `<a href="https://www.example.gov.cn/a.html">${words}</a>`;

describe('the body of a composed article as a person edits it', () => {
  test('holds no styles, and composing it again gives the same HTML', () => {
    const html = composed(
      `<h2>一、补多少</h2><p>每台<strong>20 万元</strong>。</p><ol><li>申请</li><li>审核</li></ol><blockquote><p>第十一条</p></blockquote>
      <table><tr><th>项目</th></tr><tr><td>材料</td></tr></table><p><img src="asset:${stored}" alt="流程图"></p><p style="text-align:right">示例市住建局</p>`,
    );
    const bare = bareBody(html);
    expect(bare).not.toMatch(/style="(?!text-align:)|<section/);
    expect(composed(bare)).toBe(html);
    expect(picturesIn(bare)).toEqual([stored]);
  });

  test('has its notes as the links they were made of, where that is certain', () => {
    const html = composed(
      '<p>见<a href="https://example.gov.cn/a">实施办法</a>和<a href="https://example.gov.cn/b">附件</a>。</p>',
    );
    expect(html).toContain('文中链接');
    const bare = bareBody(html);
    expect(bare).toBe(
      '<p>见<a href="https://example.gov.cn/a">实施办法</a>和<a href="https://example.gov.cn/b">附件</a>。</p>',
    );
    expect(composed(bare)).toBe(html);
  });

  test('keeps notes that name no words as they are printed', () => {
    const html = composed(`<p><a href="https://example.gov.cn/a">${'很长的链接文字'.repeat(8)}</a></p>`);
    expect(bareBody(html)).toContain('文中链接');
    expect(composed(bareBody(html))).toBe(html);
  });

  test('composes to the same HTML whatever the article was', () => {
    fc.assert(
      fc.property(anyHtml, (source) => {
        const html = composed(source);
        expect(composed(bareBody(html))).toBe(html);
      }),
      { numRuns: 150, examples: [[`<p>${lead(`\u2028示例市`)}</p>`], [`<pre>${lead('示例市')}</pre>`]] },
    );
  });
});

describe('what arrives from an editor', () => {
  test('is cleaned to what the platform keeps', () => {
    const hostile =
      '<p onclick="x()" style="color:red">字<script>alert(1)</script><img src="https://evil/x.png"><img src="/api/v1/posts/pictures/' +
      `${stored}"></p><iframe src="//x"></iframe><a href="javascript:x()">链</a><div style="position:fixed">块</div>`;
    expect(cleanBody(hostile)).toBe(`<p>字<img src="asset:${stored}" alt=""></p><p>链</p><p>块</p>`);
  });

  test('is the same when it is cleaned twice, and no script, style or foreign picture is ever left', () => {
    fc.assert(
      fc.property(anyHtml, (source) => {
        const clean = cleanBody(source);
        expect(cleanBody(clean)).toBe(clean);
        expect(clean).not.toMatch(/<script|<style|<iframe|<[^>]* on\w+=|<img src="(?!asset:)/i);
      }),
      { numRuns: 150 },
    );
  });
});
