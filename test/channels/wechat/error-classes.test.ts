import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorText, valuesIn } from '../../../src/channels/error-remedy.ts';
import { errorClass, tokenErrorClass } from '../../../src/channels/wechat/error-classes.ts';
import { wording } from '../rehearsal.ts';

const byClass = {
  R: [-1, 268487001, 268487002, 268488001, 9500001, 9500002, 9001002],
  T: [40001, 40014, 42001, 41001],
  B: [42010, 45011, 45066, 45169, 53501, 61503, 89503, 89504, 89505, 89506, 89507],
  Q: [45009, 45028],
  D: [45065, 88005],
  S: [
    40002, 40003, 40004, 40005, 40006, 40007, 40008, 40009, 40010, 40011, 40012, 40013, 40031, 40032, 40033, 40059,
    40060, 40065, 40114, 40125, 40130, 40137, 40152, 40164, 40204, 40243, 41002, 41004, 41039, 41040, 43002, 43004,
    44002, 44003, 44004, 45001, 45002, 45003, 45004, 45005, 45006, 45007, 45008, 45015, 45047, 45062, 45067, 45106,
    45113, 45162, 45166, 45171, 46004, 47001, 47009, 48001, 48002, 48004, 48005, 48006, 48008, 48021, 48022, 49003,
    50002, 50004, 50005, 50007, 53404, 53405, 53406, 53500, 53502, 53503, 53504, 53505, 53600, 61004, 61500, 61501,
    76021, 76022, 88000, 88001, 88002, 88003, 88004, 88007, 88008, 88010,
  ],
};
const codes = Object.entries(byClass).flatMap(([is, list]) => list.map((code) => [code, is] as const));

describe('the error codes of WeChat', () => {
  it.each(codes)('%i is class %s and has a wording of its own in both languages', (code, is) => {
    expect(errorClass(code)?.class).toBe(is);
    expect(wording[`wechat-${code}`]?.zh.next).toMatch(/[\u4e00-\u9fff]/);
    expect(wording[`wechat-${code}`]?.en.next).toMatch(/[a-z]/);
  });

  it.each([
    [45011, 60_000],
    [42010, 60_000],
    [53501, 600_000],
    [89503, 300_000],
    [89507, 3_600_000],
    [89506, 86_400_000],
  ])('%i waits %i ms', (code, ms) => {
    expect(errorClass(code)?.retryAfterMs).toBe(ms);
  });

  it('gives no class to a code that no page explains', () => {
    expect(errorClass(71234)).toBeNull();
  });

  it('takes a refused credential of the token call for the account, not for a stale token', () => {
    expect(tokenErrorClass(40001)).toEqual({ class: 'S', about: 'account' });
    expect(tokenErrorClass(45011).class).toBe('B');
  });
});

describe('what staff read', () => {
  it('fills in what is known and has words for what is not', () => {
    const { ip } = valuesIn('invalid ip 203.0.113.25 ipv6 ::ffff:203.0.113.25, not in whitelist rid: 1');
    expect(ip).toBe('203.0.113.25');
    expect(errorText(wording, 'wechat-40164', 'zh', { ip: ip ?? '' }).cause).toBe('203.0.113.25 不在白名单。');
    expect(errorText(wording, 'wechat-40164', 'zh').cause).toBe('本机的出口地址 不在白名单。');
  });

  it('names a code that has no entry, and every err(n) has one', () => {
    expect(errorText(wording, 'wechat-71234', 'zh').cause).toContain('wechat-71234');
    expect(errorText(wording, 'wechat-err(20431)', 'zh').cause).toContain('err(20431)');
  });

  it('keeps to the console: titles of at most 22 characters, no banned words', () => {
    for (const [code, { zh }] of Object.entries(wording)) {
      expect([...zh.title.replace(/\{[^}]*\|([^}]*)\}/g, '$1')].length, code).toBeLessThanOrEqual(22);
      expect(`${zh.title}${zh.cause}${zh.next}`, code).not.toMatch(/请稍后重试|！|OK|确定$/);
    }
  });

  it('has no entry that says nothing about what to do', () => {
    expect(readFileSync('content/wording/wechat-errors.yaml', 'utf8')).not.toContain('next: ""');
  });
});
