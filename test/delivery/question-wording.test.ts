import { describe, expect, it } from 'vitest';
import { readErrorWording } from '../../src/channels/error-remedy.ts';
import { questionText, readQuestionWording, wordingFor } from '../../src/delivery/question-wording.ts';

const wording = readQuestionWording('content', readErrorWording('content'));

describe('what a delivery asks a person', () => {
  it('names the cause of the platform code first, then what to do, in Chinese for staff', () => {
    const text = questionText(wording, 'account', 'wechat-40164', 'zh');
    expect(text).toContain('白名单');
    expect(text.endsWith(wording.kinds.account.zh)).toBe(true);
    expect(text).not.toContain('{');
  });

  it('names the address that the platform saw, which has to be added to its list', () => {
    const detail =
      'getting the access token: errcode 40164 invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist';
    expect(questionText(wording, 'account', 'wechat-40164', 'zh', detail)).toContain('203.0.113.7 不在白名单');
    expect(questionText(wording, 'account', 'wechat-40164', 'en', detail)).toContain('203.0.113.7 is not on the IP');
    const six = 'invalid ip 2001:db8::7, not in whitelist';
    expect(questionText(wording, 'account', 'wechat-40164', 'zh', six)).toContain('2001:db8::7 不在白名单');
    expect(questionText(wording, 'account', 'wechat-40164', 'zh')).toContain('本机的出口地址 不在白名单');
  });

  it('finds the family of a code with a number of its own', () => {
    expect(questionText(wording, 'refused', 'wechat-err(20001)', 'zh').length).toBeGreaterThan(
      wording.kinds.refused.zh.length,
    );
  });

  it('asks for no link where there is none: of a message in a group, of a draft', () => {
    for (const act of ['publish', 'massSend'] as const)
      expect(questionText(wordingFor(wording, act), 'doubt', 'lost', 'zh')).toContain('贴回链接');
    for (const act of ['message', 'draft'] as const) {
      const asked = questionText(wordingFor(wording, act), 'doubt', 'lost', 'zh');
      expect(asked).toContain('写明谁看到的');
      expect(asked).not.toContain('链接');
      expect(questionText(wordingFor(wording, act), 'late', 'paused', 'zh')).toContain(wording.kinds.late.zh);
    }
  });

  it.each(['lost', 'no-outcome', 'stopped'])('says nothing of the platform for %s, which is our own word', (seen) => {
    expect(questionText(wording, 'doubt', seen, 'zh')).toBe(wording.kinds.doubt.zh);
    expect(questionText(wording, 'doubt', seen, 'en')).toBe(wording.kinds.doubt.en);
  });
});
