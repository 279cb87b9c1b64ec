import type { PersonalMatch } from './personal-numbers.ts';

const digits = '[0-9０-９一二三四五六七八九十百零〇两]{1,5}';
const building = `(?:${digits}(?:号院|号楼|#楼|＃楼|栋|幢|座|号)|[A-Za-z]${digits}?(?:号楼|栋|幢|座))`;
const unit = `(?:${digits}|[东西南北中]) ?单元`;
/** A door is a room; 12户 after a building is a count of households. */
const door = `${digits} ?(?:室|房(?![屋产间租]))`;
const bareDoor = '[0-9０-９]{3,4}(?:户|号|房)?(?![0-9０-９层楼米平年元人套户])';
/** The words before the numbers: place, road, estate; no sentence mark between them. */
const lead = '[\\u4e00-\\u9fa5A-Za-z0-9０-９（）()·]{0,40}?';
/** Names of places where people live. */
const estate =
  '(?:小区|花园|家园|公寓|佳苑|嘉苑|新苑|花苑|苑|新村|新城|名城|府邸|华府|家属院|宿舍|社区|花城|里弄|弄|胡同|村|庄园|庄|湾|郡|公馆)';

const forms = [
  // 阳光小区3号楼2单元501室, 幸福里8栋1203室
  new RegExp(`${lead}${building} ?(?:${unit})? ?${door}`, 'g'),
  // 3号楼2单元501, 2单元501室
  new RegExp(`${lead}${unit} ?(?:${door}|${bareDoor})`, 'g'),
  // 阳光小区3号楼501, 阳光小区3-2-501
  new RegExp(`${lead}${estate}${building}-?${bareDoor}`, 'g'),
  new RegExp(`${lead}${estate}[0-9]{1,3}[-—–][0-9]{1,2}[-—–][0-9]{3,4}(?:室|户|号)?(?![0-9])`, 'g'),
  // 李家村3组12号, 柳园街道王屯村45号
  new RegExp(
    `[\\u4e00-\\u9fa5]{1,30}?(?:村|屯)(?:第?${digits}(?:组|队|社))?${digits}号(?![楼线院公路令文桥井泵站机池坝闸口地])`,
    'g',
  ),
  // 家住…12号: said to be somebody's home
  new RegExp(
    `(?:家住|现住|住在|家庭住址|户籍地址?|居住地址?|住址)[:： ]{0,2}[\\u4e00-\\u9fa5A-Za-z0-9０-９]{2,40}?${digits}(?:号|室)(?![线令文])[0-9０-９号楼栋幢座单元室户院东西南北中-]*`,
    'g',
  ),
];

/** Rooms that belong to an office, a hall, a shop or a school are no homes. */
const office =
  /(?:局|厅|委|政府|中心|大厦|写字楼|办公|机关|法院|检察院|学校|大学|医院|银行|公司|大楼|科室|服务区|园区|招标|开标|窗口|会议室|广场|商场|酒店|宾馆|党校)/g;
const said = /家住|现住|住在|住址|户籍|居住地/;
/** How far before the numbers a word still speaks of them, UTF-16 code units. */
const NEAR = 12;

/**
 * Home addresses with a door number. A road with a house number, a building without a door and the rooms of offices
 * pass: they are addresses of the public.
 */
export function homeAddresses(text: string): PersonalMatch[] {
  const found: PersonalMatch[] = [];
  for (const form of forms) {
    for (const { 0: raw, index } of text.matchAll(form)) {
      const [start, end] = [index, index + raw.length];
      if (found.some((f) => start < f.end && end > f.start)) continue;
      if (isOffice(text.slice(Math.max(0, start - NEAR), end))) continue;
      found.push({ kind: 'home-address', start, end, excerpt: raw, masked: maskedAddress(raw) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whichever word stands nearer to the numbers decides; a home that is said to be one stays one. */
function isOffice(words: string): boolean {
  return !said.test(words) && lastOf(office, words) > lastOf(new RegExp(estate, 'g'), words);
}

function lastOf(pattern: RegExp, words: string): number {
  return [...words.matchAll(pattern)].at(-1)?.index ?? -1;
}

/** The numbers of building, unit and door go; the place may stay. */
function maskedAddress(raw: string): string {
  return raw.replace(/[0-9０-９]|[一二三四五六七八九十百零〇两]+(?=号|栋|幢|座|单元|室|户|房|组|队|社)/g, '*');
}
