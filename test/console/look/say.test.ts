import { describe, expect, it } from 'vitest';
import { say, titled } from '../../../src/console/look/say.ts';

describe('say', () => {
  it('fills the places of a sentence and leaves those it knows nothing of', () => {
    expect(say('{n} 件已分派给{to}', { n: 3, to: '物业科' })).toBe('3 件已分派给物业科');
    expect(say('《{title}》{n}', {})).toBe('《{title}》{n}');
  });

  it('nests the marks of a title that quotes a title', () => {
    expect(say('《{title}》已取下', { title: '冬季供暖' })).toBe('《冬季供暖》已取下');
    expect(say('《{title}》已取下', { title: '《实施办法》来了' })).toBe('《〈实施办法〉来了》已取下');
    expect(titled('关于印发〈甲〉的通知')).toBe('《关于印发〈甲〉的通知》');
    expect(titled('转发《关于印发〈甲〉的通知》')).toBe('《转发〈关于印发《甲》的通知〉》');
  });

  it('does not read what it has filled in as a place', () => {
    expect(say('《{title}》', { title: '{n} 件', n: 3 })).toBe('《{n} 件》');
  });
});
