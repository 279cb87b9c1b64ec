import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTitle } from '../../src/policy/title-grammar.ts';

describe('policy titles', () => {
  it.each([
    [
      '示例市人民政府办公室关于印发《2026年示例市政务公开工作要点》的通知',
      { issuer: '示例市人民政府办公室', verb: '印发', genre: '通知', coreTitle: '2026年示例市政务公开工作要点' },
    ],
    [
      '国家医保局 人力资源社会保障部关于印发<国家基本医疗保险、工伤保险和生育保险药品目录（2021年）>的通知',
      { issuer: '国家医保局 人力资源社会保障部', coreTitle: '国家基本医疗保险工伤保险和生育保险药品目录2021年' },
    ],
    [
      '深圳市人力资源和社会保障局关于印发〈深圳市青年人才认定和管理办法〉的通知',
      { quoted: ['深圳市青年人才认定和管理办法'], coreTitle: '深圳市青年人才认定和管理办法' },
    ],
    ['《X局关于印发〈示例市青年人才认定办法〉的通知》', { coreTitle: '示例市青年人才认定办法' }],
    [
      '深圳市人民政府办公厅印发关于加快体育产业创新发展若干措施的通知',
      { coreTitle: '加快体育产业创新发展若干措施', genre: '通知' },
    ],
    [
      '深圳市应急管理局关于向社会公开征求《救灾物资储备标准指引（公开征求意见稿）》意见的通告',
      { verb: '公开征求', genre: '通告', coreTitle: '救灾物资储备标准指引' },
    ],
    [
      '人口健康信息管理办法（试行）（征求意见稿）',
      { genre: '管理办法', tails: ['试行', '征求意见稿'], coreTitle: '人口健康信息管理办法' },
    ],
    ['中国气象科技发展规划（2021-2035年）', { tails: ['2021-2035年'], coreTitle: '中国气象科技发展规划20212035年' }],
    ['中华人民共和国政府信息公开条例', { issuer: null, genre: '条例', coreTitle: '政府信息公开条例' }],
    ['职业健康检查管理办法(国家卫生和计划生育委员会令第5号)', { genre: '管理办法', coreTitle: '职业健康检查管理办法' }],
    [
      '关于贯彻落实《国务院关于加强养老服务的意见》的实施意见',
      { verb: '贯彻落实', genre: '实施意见', coreTitle: '贯彻落实国务院关于加强养老服务的意见的实施意见' },
    ],
    ['北京发布《深化改革提振消费专项行动方案》', { newsOfIssue: true }],
    ['国务院印发“十三五”卫生与健康规划', { newsOfIssue: false, coreTitle: '十三五卫生与健康规划' }],
    ['《关于深入实施“人工智能+”行动的意见》引发深圳企业家热烈反响', { genre: null }],
  ])('d.2 reads %s', (title, expected) => {
    expect(parseTitle(title)).toMatchObject(expected);
  });

  it('two printings of one title have one core title', () => {
    const cores = [
      '国家医疗保障局办公室关于印发按病组和病种分值付费2.0版分组方案并深入推进相关工作的通知',
      '关于印发按病组（DRG）和病种分值（DIP）付费2.0版分组方案并深入推进相关工作的通知',
    ].map((title) => parseTitle(title).coreTitle);
    expect(new Set(cores).size).toBe(1);
  });

  it('reading never throws', () => {
    const pieces = fc.constantFrom(...'《》〈〉<>（）()关于印发的通知办法修订2024年〔〕号令 X市局'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 1 })) }), (any) => {
        expect(typeof parseTitle(any).coreTitle).toBe('string');
      }),
    );
  });
});
