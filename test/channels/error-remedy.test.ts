import { describe, expect, it } from 'vitest';
import { errorText } from '../../src/channels/error-remedy.ts';
import { wording } from './rehearsal.ts';

describe('the text of an error', () => {
  it('comes in both languages and names the code when nothing is known about it', () => {
    expect(errorText(wording, 'wecom-93000', 'en').next).toMatch(/webhook key/);
    expect(errorText(wording, 'wecom-93000', 'zh').next).toMatch(/群主/);
    expect(errorText({}, 'x-1', 'zh')).toEqual({ title: 'x-1', cause: 'x-1', next: 'x-1' });
  });

  it('takes values before its own words', () => {
    const { cause } = errorText(wording, 'wecom-45002', 'zh', { limit: '2048' });
    expect(cause).toContain('2048 字节');
  });
});
