/** Provinces and municipalities as they stand before a city without their own ending: 四川成都市. */
const province =
  '(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆)';
const beforeTown = new RegExp(`^${province}(?!.*自治区)(?=.{3,}$)`, 'u');

const notPlaces =
  /(?:城市|全市|我市|本市|都市|超市|股市|门市|全省|我省|本省|全区|我区|本区|地区|社区|园区|辖区|小区|校区|灾区|库区|片区|新区|示范区|开发区|试验区|保税区|特区|经济特区|自治区|全县|我县|本县|各县|各区|各市|各省|自治州)$/u;

/** Proper names that end in one of those words: 成都市 is no 都市, 浦东新区 no 新区 in general. */
const properNames = [
  /(?:[成昌宜]都|[厦江荆天玉海]门|[白海凤晋运盐宣聊诸邹禹项永麻应韩丰桐塔增藁]城)市$/u,
  /^[^大小新老各中好全每本我该市县省两双名超股][都门城]市$/u,
  /^(?!国家|省级|市级|城市|城乡|产业|各类|各级|全部|所有|重点|现代|智慧|科技|经济|建设|推进)[\u4e00-\u9fff]{2,3}新区$/u,
  /^(?!各类|各级|全部|全省|全市|国家|省级|市级|重点|特色|新型|绿色|零碳|低碳|化工|生态|智慧|现代)[\u4e00-\u9fff]{2}工业园区$/u,
  /^[\u4e00-\u9fff]{2,}自治[州区]$/u,
  /^(?:阿里|阿克苏|喀什|和田|塔城|大兴安岭)地区$/u,
];

const han = '[\\u4e00-\\u9fff]';
const beforeEnd = `(?:(?![省市区州县旗])${han})`;
const name = `${beforeEnd}{2,10}?自治[州县旗区]|${beforeEnd}{2,4}?(?<![联同加欧东结])盟(?![友约校员主])|${han}{2,7}?(?:省|市|州|区|县|旗)`;
const notBehind =
  '场|容|值|面|域|块|间|别|分类|级|属|直|政(?:工程|设施|道路|公用|基础|管网|园林|排水|养护|建设)|民(?!政|营|办|生|族|宗|间|用|兵)';
const places = new RegExp(`(?<=^|[\\s《“关于省市区州盟]|印发)(${name})(?!${notBehind})`, 'gu');

/** Names of places by their ends, in printed order: 深圳市, 龙华区, 黑龙江省, 延边朝鲜族自治州, 阿拉善盟, 浦东新区. */
export function placesOf(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(places)) {
    const place = (match[1] ?? '')
      .replace(/^.*(?:关于|印发|公布|转发|进一步|推动|加强|促进|支持)/u, '')
      .replace(beforeTown, '');
    if (place.length >= 3 && isProper(place)) found.push(place);
  }
  return [...new Set(found)];
}

function isProper(place: string): boolean {
  return !notPlaces.test(place) || properNames.some((proper) => proper.test(place));
}

/** A core title without its places and without 全市, 我区 …: printings differ in them. */
export function withoutPlaces(core: string, named: string[]): string {
  return named
    .reduce((rest, place) => rest.replace(new RegExp(`${province}?${place}`, 'u'), ''), core)
    .replace(/^(?:全|我|本)(?:市|区|县|省)/u, '');
}
