import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FixContent } from '../../src/errors.ts';
import { formByCode, forms } from '../../src/policy/form.ts';
import { readInterpretationTitle } from '../../src/policy/interpretation-title.ts';

const { pairs, negatives }: { pairs: { no: number; interpretations: string[] }[]; negatives: string[] } = JSON.parse(
  readFileSync(new URL('../fixtures/policy/title-pairs.json', import.meta.url), 'utf8'),
);
/** Of the negatives these two are interpretations, though not of a policy that stands beside them. */
const interprets = new Set(['国家药品价格谈判有关情况说明', '《地震灾区预防性消毒卫生要求》解读']);

describe('interpretation titles', () => {
  it.each([
    ['一图读懂《示例市养老服务补贴办法》', '图解'],
    ['一图读懂——工业互联网专项工作组2021年工作计划', '图解'],
    ['图表：国务院印发《“十三五”卫生与健康规划》', '图解'],
    ['《关于加强心理健康服务的指导意见》一图读懂', '图解'],
    ['图解：《示例市养老服务补贴办法》政策解读', '图解'],
    ['【文字解读】《示例市养老服务补贴办法》政策解读', '文字'],
    ['解读：三级和二级妇幼保健院评审标准及实施细则（2016年版）', '文字'],
    ['《托儿所幼儿园卫生保健工作规范》修订说明', '文字'],
    ['《示例市养老服务补贴办法》等解读材料', '文字'],
    ['《示例市养老服务补贴办法》起草情况说明', '文字'],
    ['关于《示例市养老服务补贴办法》的说明', '文字'],
    ['示例市民政局局长解读《示例市养老服务补贴办法》', '文字'],
    ['权威解读丨示例市养老服务补贴办法', '文字'],
    ['示例市养老服务补贴办法政策解读', '文字'],
    ['《示例市养老服务补贴办法》图文解读', '图解'],
    ['一文读懂《示例市养老服务补贴办法》', '图解'],
    ['《示例市养老服务补贴办法》十问十答', '问答'],
    ['中国人民银行 银保监会 财政部有关部门负责人就《全球系统重要性银行总损失吸收能力管理办法》答记者问', '问答'],
    ['关于《托儿所幼儿园卫生保健工作规范》的答问', '问答'],
    ['《抗菌药物临床应用管理办法》有关问题答疑', '问答'],
    ['【政策问答】养老服务补贴怎么领', '问答'],
    ['按病组（DRG）和病种分值（DIP）付费2.0版分组方案新闻发布会实录', '发布会'],
    ['示例市召开《示例市养老服务补贴办法》新闻发布会', '发布会'],
    ['《示例市养老服务补贴办法》政策吹风会实录', '吹风会'],
    ['动漫解读：《示例市养老服务补贴办法》', '动漫'],
    ['《示例市养老服务补贴办法》解读（视频）', '音视频'],
    ['专家解读｜《示例市养老服务补贴办法》有哪些看点', '文章'],
    ['媒体评论：《示例市养老服务补贴办法》让老人更安心', '评论'],
  ])('I-07 found items fall into the 14 forms: %s is %s', (title, form) => {
    expect(readInterpretationTitle(title)?.form).toBe(form);
  });

  it('I-07 the list holds 14 forms and 其他, and an unknown code is refused', () => {
    expect(Object.keys(forms)).toHaveLength(15);
    expect(formByCode('图解')).toBe('图解');
    expect(() => formByCode('快板')).toThrow(FixContent);
    expect(() => formByCode('toString')).toThrow(FixContent);
  });

  it.each(
    pairs.flatMap(({ no, interpretations }) => interpretations.map((title) => [no, title] as const)),
  )('d.4 pair %i: reads %s as an interpretation that names its policy', (_, title) => {
    expect(readInterpretationTitle(title)?.targets).toHaveLength(1);
  });

  it.each(negatives.filter((title) => !interprets.has(title)))('d.4 negative: %s is no interpretation', (title) => {
    expect(readInterpretationTitle(title)).toBeNull();
  });

  it('d.4 a statement without the word 解读 interprets, but names no policy', () => {
    expect(readInterpretationTitle('国家药品价格谈判有关情况说明')).toMatchObject({ targets: [] });
  });

  it.each([
    ['《人口健康信息管理办法（试行）》（征求意见稿）解读', 'draft'],
    ['《示例市养老服务补贴办法（草案）》起草说明', 'draft'],
    ['《示例市养老服务补贴办法》政策解读', 'release'],
    ['《示例市养老服务补贴办法》12月1日起施行 专家解读', 'in-force'],
    ['《示例市养老服务补贴办法》实施一周年解读', 'in-force'],
  ])('d.3 the stage of %s is %s', (title, stage) => {
    expect(readInterpretationTitle(title)?.stage).toBe(stage);
  });

  it('names every policy it quotes and says when there are more', () => {
    const read = readInterpretationTitle('《示例市养老服务补贴办法》《示例市托育服务管理办法》及相关文件解读');
    expect(read).toMatchObject({ targets: ['示例市养老服务补贴办法', '示例市托育服务管理办法'], several: true });
    expect(readInterpretationTitle('《示例市养老服务补贴办法》政策解读')?.several).toBe(false);
  });
});
