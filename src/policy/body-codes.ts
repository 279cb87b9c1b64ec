/**
 * The registry of body codes that document numbers begin with, as data: place + body + class + section
 * (发文机关代字 = 地区 + 机关 + 类别 + 科室). Longest match wins, so prose standing before a number falls away.
 */

/** One-character names of provinces and of cities and districts that put theirs before the body: 鲁, 枣, 台, 深 … */
export const placeCodes = new Set(
  (
    '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵滇云藏陕甘青宁新兵' +
    '枣聊台济淄东烟潍泰威日临德滨菏莱峄薛滕山亭' +
    '深穗珠佛韶河梅惠汕莞中江阳湛茂肇清潮揭' +
    '宁锡徐常通连淮盐扬镇宿杭甬温嘉湖绍金衢舟丽' +
    '合芜蚌马铜安黄滁阜六亳池宣福厦莆三泉漳南龙' +
    '石唐秦邯邢保张承沧廊衡并同长晋朔忻吕运沈大鞍抚本丹锦营盘铁朝葫哈齐鸡鹤双伊佳七牡绥' +
    '郑开洛平焦新许漯商信周驻武宜襄荆孝咸随恩株潭岳益郴永怀娄邵' +
    '成自攀泸绵遂内乐眉广达雅巴资遵毕昆曲玉昭普西咸渭延汉榆兰嘉酒庆定陇银固吴乌克' +
    '邕柳桂梧北防钦贺海示'
  ).split(''),
);

/** Districts and counties that follow the code of their city: 深龙华府办规. */
export const districtCodes = words(`
  龙华 龙岗 福田 罗湖 南山 宝安 盐田 光明 坪山 大鹏 天河 越秀 海珠 荔湾 白云 黄埔 番禺 花都 南沙 增城 从化 浦东 黄浦 徐汇 静安 海淀 朝阳 两江 福 罗 坪
  宝 龙
`);

/** Bodies whose codes stand alone or behind a place. The longest that fits is taken. */
export const bodyCodes = words(`
  政办 政 府办 府 委办 委 人大 政协 国办 国 中办 中 厅 组 国秘 国办秘 住建 建 建办 规划 自然资 国土资 资 房 房管 住 城管 城建 公积金 发改办 发改 发改委
  计 经信 工信 工信部 工信部联 工信厅 经 商 商务 贸 财 财办 财政 税 税总 地税 国税 金 银 银办 银保监 银保监办 金融 证监 保监 教 教办 教厅 科 科技 科创
  国科 国科办 人社 人社部 人社厅 人 劳 民 民政 民办 公 公安 司 司法 交 交办 交通 水 水利 水务 农 农办 农业 林 海洋 环 环办 生态 生态环 卫 国卫 国卫办
  卫办 卫计 卫健 医保 医保办 医保局 药监 食药监 国药监 市监 国市监 市场监 质监 工商 应急 安监 应急厅 安委 审 审计 统 统计 体 体育 文 文旅 文广 文物 广电
  广发 旅 信 信访 网信 网信办 国资 国资委 机管 机编 编办 行管 政务 政数 数 数据 退役军人 退役 乡村振兴 粮 能源 国能 国知 知 国认 标 气 地震 邮 铁 民航
  民宗 侨 外 残联 律协 总工 团 妇 消 人防 档 保密 法 高法 检 高检 国粮 国发 联 工 国家监委 关税 署 航 招 考 防疫 河长
`).sort((a, b) => b.length - a.length);

/** Class letters: normative, order, letter, reply, announcement … */
export const classCodes = words(`
  规字 通字 联字 函字 规 字 发 函 令 告 复 通 任 文 电 纪 办 联 秘 高 批 公告 通告 明电 办发 办函 办字
`);

/** Sections inside a body, as they stand between body and class: 财库, 建质函, 发改办投资, 工信部联企业. */
export const sectionCodes = words(`
  库 建 税 综 行 教 社 农 资 企 金 会 监 采 预 环 科 质 房 市 城 村 标 人 计 法 安 基 高 职 师 体 政 投资 价格 产业 高技 能源 环资 社会 农经
  基础 就业 财金 地区 外资 企业 原 装 消费 节 信软 规划 医 医政 疾控 药政 妇幼 老龄 监督 食品 应急 网监 价监 注 质量 信用 登记 耕 利用 权 用途 测 运
  公路 水 技 经 新 气 土 固 评 辐 大气 保 养 失 工 仲 专 培 民 事 福 救 区 办
`);

/** Words of running text that end right before a number; everything up to the last of them is cut away. */
export const proseBefore =
  /.*(?:按照|根据|依据|依照|遵照|参照|的通知|通知|的意见|的决定|关于|印发|下发|转发|发布|公布|废止|执行|落实|贯彻|文号|字号|编号|号|以及|以|见|由|按|据|经|对|将|在|等|了|为|是|的|及|与|和|至|同时|其中|文件|精神|规定|原)/u;

/** A table written as words parted by blanks. */
function words(table: string): string[] {
  return table.trim().split(/\s+/u);
}
