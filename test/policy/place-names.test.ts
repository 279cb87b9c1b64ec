import { describe, expect, it } from 'vitest';
import { linkAll } from '../../src/policy/link-all.ts';
import type { LinkLine } from '../../src/policy/link-line.ts';
import { placesOf } from '../../src/policy/place-names.ts';

const decisions = (lines: LinkLine[]) =>
  Object.fromEntries(linkAll(lines).pairs.map((p) => [`${p.policy} ${p.interpretation}`, p.decision]));
const page = (id: string, site: string, title: string, publishedAt = '2024-05-01'): LinkLine => ({
  id,
  title,
  url: `http://${site}/${id}.html`,
  publishedAt,
});

describe('names of places', () => {
  it.each([
    ['成都市人民政府', ['成都市']],
    ['厦门市、聊城市', ['厦门市']],
    ['山东聊城市住房公积金管理办法', ['聊城市']],
    ['上海市浦东新区促进算力产业发展', ['上海市', '浦东新区']],
    ['雄安新区', ['雄安新区']],
    ['重庆两江新区管理办法', ['两江新区']],
    ['内蒙古自治区《住房公积金管理办法》', ['内蒙古自治区']],
    ['新疆维吾尔自治区人民政府', ['新疆维吾尔自治区']],
    ['云南省大理白族自治州洱海保护', ['云南省', '大理白族自治州']],
    ['恩施土家族苗族自治州', ['恩施土家族苗族自治州']],
    ['阿拉善盟行政公署', ['阿拉善盟']],
    ['苏州工业园区管理办法', ['苏州工业园区']],
    ['喀什地区行政公署', ['喀什地区']],
    ['示例市校外培训机构', ['示例市']],
  ])('%s', (text, places) => {
    expect(placesOf(text)).toEqual(places);
  });

  it.each([
    '关于推进智慧城市建设的意见',
    '关于老旧小区改造的通知',
    '城市房地产管理办法',
    '国家级新区管理办法',
    '各类工业园区管理办法',
    '产业联盟管理办法',
    '关于做好全市安全生产工作的通知',
  ])('no place stands in %s', (text) => {
    expect(placesOf(text)).toEqual([]);
  });
});

describe('linking across cities', () => {
  const title = (city: string) => `${city}人民政府关于印发《${city}国有土地上房屋征收与补偿办法》的通知`;
  const own = page('own', 'www.cd.gov.cn', title('成都市'));
  const other = page('other', 'cq.gov.cn', title('重庆市'));
  const reading = page('i', 'jyj.cd.gov.cn', '《国有土地上房屋征收与补偿办法》政策解读', '2024-05-03');

  it('a title without a place belongs to the city of its own site', () => {
    expect(decisions([own, other, reading])).toEqual({ 'own i': 'made' });
  });

  it('a title without a place is only offered to the city of another site', () => {
    expect(decisions([other, reading])).toEqual({ 'other i': 'offered' });
    const bare = { ...page('p', 'cq.gov.cn', '国有土地上房屋征收与补偿办法'), issuer: '重庆市人民政府' };
    expect(decisions([bare, reading])).toEqual({ 'p i': 'offered' });
  });

  it('a region, a new area and a prefecture are told from the city beside them', () => {
    const lines = [
      page('r', 'nm.gov.cn', '内蒙古自治区住房公积金管理办法'),
      page('c', 'hhht.gov.cn', '呼和浩特市住房公积金管理办法'),
      page('ir', 'nm.gov.cn', '内蒙古自治区《住房公积金管理办法》解读', '2024-05-03'),
      page('n', 'pd.gov.cn', '浦东新区关于促进算力产业发展若干措施'),
      page('s', 'sh.gov.cn', '上海市人民政府办公厅关于印发《上海市促进算力产业发展若干措施》的通知'),
      page('in', 'pd.gov.cn', '《浦东新区促进算力产业发展若干措施》政策解读', '2024-05-02'),
    ];
    expect(decisions(lines)).toEqual({ 'r ir': 'made', 'n in': 'made' });
  });
});
