import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitTitle, widthOfText } from '../../src/posts/fit-title.ts';
import { titleWords } from '../../src/posts/title-words.ts';

const widthOf = (char: string) => (/[\u0020-\u007e]/.test(char) ? 0.6 : 1);
const box = { width: 516, height: 212, sizes: [64, 52, 42, 34, 26], lineHeight: 1.32 };
const fitted = (title: string) => fitTitle(title, box, widthOf);

describe('a title in lines', () => {
  test('ends its lines between words, around quoted titles and after signs', () => {
    expect(fitted('示例市城镇燃气安全管理办法').lines).toEqual(['示例市城镇燃气', '安全管理办法']);
    expect(fitted('加装电梯最高补20万元').lines).toEqual(['加装电梯', '最高补20万元']);
  });

  test('keeps a document number, a date and a sum together', () => {
    for (const whole of ['〔2026〕15号', '2026年', '20万元', '《示例']) {
      expect(
        titleWords(`示政办发〔2026〕15号：2026年最高补20万元《示例市办法》`).some((word) => word.includes(whole)),
      ).toBe(true);
    }
  });

  test('has no last line of one character', () => {
    for (const title of ['示例市住房公积金管理办法', '关于做好冬季供暖工作的通知', '示例市召开城市更新工作会议']) {
      for (const line of fitted(title).lines) expect([...line].length).toBeGreaterThan(1);
    }
  });

  test('never begins a line with a sign that may not stand there, ends none with an opening one, and loses nothing', () => {
    const piece = fc.constantFrom(...'示例市关于印发的通知，。》《（）“”、：；？！—…·2026AB年号〔〕 ');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 60 }), (chars) => {
        const title = `题${chars.join('')}`;
        const { lines, fontSize, cut } = fitted(title);
        for (const line of lines) expect(widthOfText(line, widthOf)).toBeLessThanOrEqual(box.width / fontSize + 0.001);
        expect(lines.length * fontSize * box.lineHeight).toBeLessThanOrEqual(box.height);
        if (!cut) expect(lines.join('').replace(/\s/g, '')).toBe(title.replace(/\s/g, ''));
        // Eight signs in a row are no language; up to there they hold together.
        if (/[，。》）”、：；？！—…·《（“〔〕]{4}/u.test(title.replace(/\s/g, ''))) return;
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[，。、；：？！”）》〕…·]/u);
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[“（《〔]$/u);
      }),
      { numRuns: 300 },
    );
  });

  test('is cut with an ellipsis only when the smallest letters are too large', () => {
    const long = '示例市住房和城乡建设局关于进一步加强城镇燃气安全管理工作的实施意见'.repeat(6);
    expect(fitted(long)).toMatchObject({ cut: true, fontSize: 26 });
    expect(fitted(long).lines.at(-1)).toMatch(/…$/);
    expect(fitted('示例市住房和城乡建设局关于进一步加强城镇燃气安全管理工作的实施意见').cut).toBe(false);
  });
});
