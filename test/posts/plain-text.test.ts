import { describe, expect, test } from 'vitest';
import { channelForms } from '../../src/posts/channel-forms.ts';
import { plainText } from '../../src/posts/plain-text.ts';

const article = {
  title: '办法',
  digest: '',
  author: '',
  sourceUrl: 'https://www.example.gov.cn/1',
  cover: null,
  images: [],
};

describe('the form without markup', () => {
  test('keeps paragraphs, lists, tables and what pictures show, and the address', () => {
    const html =
      '<section><h2>一、总则</h2><p>甲<sup>[1]</sup></p><ul><li>乙<ol><li>丙</li></ol></li></ul>' +
      '<table><tbody><tr><th>项目</th><th>标准</th></tr><tr><td>供暖<br>一类</td><td></td></tr></tbody></table>' +
      `<p><img src="asset:${'a'.repeat(64)}" alt="现场"></p><hr><blockquote><p>丁</p></blockquote></section>`;
    expect(plainText([{ ...article, html }], '0000-1')).toBe(
      '办法\n一、总则\n甲[1]\n· 乙\n  1. 丙\n项目｜标准\n供暖 一类｜\n（图：现场）\n丁\n原文：https://www.example.gov.cn/1\n政策咨询电话：0000-1',
    );
  });

  test('stands beside those for Weibo and the group robot', () => {
    const forms = channelForms([{ ...article, html: '<p>甲</p>' }], null);
    expect(Object.keys(forms)).toEqual(['weibo', 'wecom-robot', 'plain']);
    for (const form of Object.values(forms)) expect(form).toContain('https://www.example.gov.cn/1');
  });
});
