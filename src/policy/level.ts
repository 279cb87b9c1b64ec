/** How high a body stands: the state, a province, a city, a district or county. */
export const levels = { state: '国家', province: '省级', city: '市级', county: '区县级' } as const;
export type Level = keyof typeof levels;

const order: readonly Level[] = ['state', 'province', 'city', 'county'];
const provinceCodes = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵滇云藏陕甘青宁新';
const municipality = /^(?:北京|天津|上海|重庆)市?/u;
const notDistricts = /城乡|自治区|地区|社区|园区|库区|片区|开发区|示范区|试验区|保税区|特区|新区/gu;
const ofTheState =
  /国务院|中共中央|中央(?:办公厅|网信办|宣传部|组织部|政法委)|全国(?:人大|政协|人民代表大会|总工会)|中华人民共和国|最高人民(?:法院|检察院)|^国家|^(?:海关总|审计)署|^(?:税务|体育|金融监管|市场监管|广播电视|广电|铁路|民航|粮食和储备|统计)总?局|^中国|^(?:人民银行|证监会|银保监会|网信办)|^主席/u;
const ministry =
  /^(?:外交|国防|发展改革|教育|科技|科学技术|工业和信息化|工信|公安|国家安全|民政|司法|财政|人力资源社会保障|人力资源和社会保障|人社|自然资源|生态环境|住房城乡建设|住房和城乡建设|住建|交通运输|水利|农业农村|商务|文化和旅游|文旅|退役军人事务|应急管理|国土资源|环境保护|卫生|农业|铁道|建设|信息产业)部/u;
const stateCode =
  /^(?:国[办发函令秘市卫科能药知务]|中[办发共]|财[^政]?|发改|建[办质房市城标科法人村]|人社[部厅]|工信|教[^育]?|民[发办函]|卫|环[^境]?|农[^业]?|商[^务]?|交[^通]?|自然资|医保|银[发办]|税总|市监|证监|网信办?|应急|退役军人|文旅)/u;

/** Whether the first stands above the second. */
export function isAbove(one: Level, other: Level): boolean {
  return order.indexOf(one) < order.indexOf(other);
}

/** The level of a body by its printed name; null when the name does not tell (民政局, 三部门). */
export function levelOfBody(printed: string): Level | null {
  const name = printed.trim();
  const plain = name.replace(notDistricts, (word) => (word === '自治区' ? '省' : ''));
  if (/[\u4e00-\u9fff]{2}(?:区|县|旗|镇|乡(?!村)|街道)|^[区县]/u.test(plain)) return 'county';
  if (!municipality.test(name) && /[\u4e00-\u9fff]{2}(?:市|自治州|盟)|^市/u.test(plain)) return 'city';
  if (municipality.test(name) || /[\u4e00-\u9fff]{2}省|^省|新疆生产建设兵团/u.test(plain)) return 'province';
  return ofTheState.test(name) || ministry.test(name) ? 'state' : null;
}

/** The level that a document number's body code gives; null where its first letters may be a city's. */
export function levelOfNumber(number: string): Level | null {
  const code = /^[\u4e00-\u9fff]+/u.exec(number)?.[0] ?? '';
  const named = levelOfBody(code);
  if (named !== null) return named;
  const [first = '', second = ''] = code;
  if (provinceCodes.includes(first) && /[政府办财建教民发人交水农商科环医自住委]/u.test(second)) return 'province';
  return stateCode.test(code) ? 'state' : null;
}
