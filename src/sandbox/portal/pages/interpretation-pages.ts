import type { PortalPage } from '../portal-page.ts';
import { infographic, pressConference, questionsAndAnswers, textInterpretation } from '../portal-topic.ts';
import * as living from './living-topics.ts';
import * as market from './market-topics.ts';
import * as renewal from './renewal-topics.ts';

const bureau = '示例市住房和城乡建设局';
const lookalike = (page: Pick<PortalPage, 'id' | 'title' | 'publishedAt' | 'text'>): PortalPage => ({
  ...page,
  column: 'zcjd',
  source: bureau,
  author: '办公室',
});

/** 政策解读 and 图解: what explains a policy, and what only looks as if it did. */
export const interpretationPages: PortalPage[] = [
  textInterpretation(renewal.oldEstates, {
    id: 1101,
    title: '《示例市城镇老旧小区改造实施办法》政策解读',
    publishedAt: '2026-11-18 09:30',
    linked: true,
  }),
  questionsAndAnswers(renewal.oldEstates, {
    id: 1102,
    title: '【政策问答】关于《示例市城镇老旧小区改造实施办法》的答问',
    publishedAt: '2026-11-19 10:10',
  }),
  infographic(renewal.oldEstates, {
    id: 1301,
    title: '一图读懂《示例市城镇老旧小区改造实施办法》',
    publishedAt: '2026-11-18 10:00',
    linked: true,
  }),
  textInterpretation(market.fundHomes, {
    id: 1103,
    title: '【文字解读】《示例市住房公积金支持购房若干措施》政策解读',
    publishedAt: '2026-11-18 16:20',
  }),
  textInterpretation(market.presaleFunds, {
    id: 1104,
    title: '示例市住房和城乡建设局关于《示例市商品房预售资金监管办法》的政策解读',
    publishedAt: '2026-11-17 09:05',
    trap: { kind: 'two-dates' },
  }),
  infographic(market.presaleFunds, {
    id: 1302,
    title: '图解：示例市商品房预售资金监管办法',
    publishedAt: '2026-11-19 15:00',
  }),
  textInterpretation(market.rentalHomes, {
    id: 1105,
    title: '《示例市保障性租赁住房管理办法（试行）》解读',
    publishedAt: '2026-11-12 10:30',
    linked: true,
  }),
  questionsAndAnswers(market.rentalHomes, {
    id: 1106,
    title: '市住房和城乡建设局负责人就《示例市保障性租赁住房管理办法（试行）》答记者问',
    publishedAt: '2026-11-13 08:40',
  }),
  pressConference(market.rentalHomes, {
    id: 1109,
    title: '《示例市保障性租赁住房管理办法（试行）》新闻发布会实录',
    publishedAt: '2026-11-13 17:30',
  }),
  {
    ...textInterpretation(market.rentalHomes, {
      id: 1110,
      title: '《示例市保障性租赁住房管理办法（试行）》及相关文件解读',
      publishedAt: '2026-11-16 14:00',
    }),
    related: { heading: '相关文件', pages: [1004, 1019] },
  },
  textInterpretation(renewal.lifts, {
    id: 1107,
    title: '《示例市既有住宅加装电梯实施细则》政策解读',
    publishedAt: '2026-11-10 17:00',
    linked: true,
  }),
  infographic(renewal.lifts, {
    id: 1307,
    title: '一图读懂｜示例市既有住宅加装电梯实施细则',
    publishedAt: '2026-11-12 09:00',
  }),
  textInterpretation(renewal.districtLifts, {
    id: 1108,
    title: '《河湾区既有住宅加装电梯实施细则》政策解读',
    publishedAt: '2026-11-18 11:20',
  }),
  textInterpretation(living.heating2025, {
    id: 1111,
    title: '《示例市2025年冬季城市供热保障工作方案》解读',
    publishedAt: '2025-11-05 09:30',
  }),
  infographic(renewal.renewalPlan, {
    id: 1303,
    title: '一图读懂示例市“十五五”城市更新专项规划',
    publishedAt: '2026-11-09 09:00',
  }),
  textInterpretation(living.realNames, {
    id: 1112,
    title: '解读：示例市建筑工人实名制管理实施细则',
    publishedAt: '2026-11-10 09:15',
    trap: { kind: 'long-dashes' },
  }),
  textInterpretation(living.greening, {
    id: 1113,
    title: '《示例市城市绿化管理办法》解读',
    publishedAt: '2026-11-11 09:00',
  }),
  {
    ...textInterpretation(living.greening, {
      id: 1114,
      title: '视频解读：《示例市城市绿化管理办法》',
      publishedAt: '2026-11-13 10:00',
    }),
    text: '请点击播放，用两分钟了解《示例市城市绿化管理办法》。\n((video))',
  },
  textInterpretation(market.repeal, {
    id: 1115,
    title: '关于废止《示例市商品房预售资金监督管理暂行办法》等2件规范性文件的政策解读',
    publishedAt: '2026-11-17 15:10',
  }),
  textInterpretation(market.repairFund, {
    id: 1116,
    title: '《示例市住宅专项维修资金使用管理细则》修订说明',
    publishedAt: '2026-11-04 14:30',
    linked: true,
  }),
  {
    ...lookalike({
      id: 1117,
      title: '《示例市物业服务收费管理办法（征求意见稿）》解读',
      publishedAt: '2026-11-10 15:00',
      text: `为便于社会各界了解《示例市物业服务收费管理办法（征求意见稿）》，积极提出意见建议，现将有关情况说明如下。
一、起草背景
现行收费办法执行已满五年，普通住宅前期物业服务收费标准与服务成本、居民感受之间出现偏差，收费公示不规范、空置房收费争议较多。
二、起草过程
今年6月以来，先后召开业主代表、物业服务企业和街道社区座谈会9次，发放调查问卷3200份，收回有效问卷2876份，在此基础上形成征求意见稿。
三、主要内容
（一）实行分等级定价。普通住宅前期物业服务分为五个等级，每月每平方米0.5元至2.1元，上下浮动幅度不超过10％。
（二）空置房减收。经业主书面告知、连续空置6个月以上的，按照70％收取。
（三）收费要公示。服务内容、标准、收费依据和公共收益每半年公示一次，公示时间不少于30日。
四、意见反馈
公众可以在2026年12月10日前，通过市政府网站征集调查栏目、电子邮件或者信函提出意见。联系电话：0000-8860168。`,
    }),
    author: '物业管理科',
    related: { heading: '相关链接', pages: [1201] },
  },
  lookalike({
    id: 1118,
    title: '2026年1—10月全市房地产市场运行数据解读',
    publishedAt: '2026-11-18 08:30',
    text: `1—10月，全市房地产市场总体平稳，主要指标降幅收窄。
一、销售情况。新建商品房网签面积286.4万平方米，同比下降2.1％，降幅较前三季度收窄1.3个百分点；网签均价每平方米8420元，环比上涨0.2％。
二、投资情况。完成房地产开发投资198.6亿元，同比下降4.5％，其中住宅投资151.2亿元，占76.1％。
三、库存情况。截至10月底，新建商品住宅可售面积412万平方米，去化周期14.8个月，比年初缩短1.6个月。
四、二手房情况。二手住宅成交2.3万套，同比增长6.8％，占住宅成交总量的46％。
下一步，我局将继续做好市场监测，支持刚性和改善性住房需求。以上数据为网签备案口径，与统计部门数据口径不同。`,
  }),
  {
    ...lookalike({ id: 1304, title: '图解：冬季燃气使用安全小常识', publishedAt: '2026-11-15 10:00', text: '' }),
    column: 'tj',
    infographic: [
      '使用燃气时打开窗户，保持通风。',
      '燃气软管使用不超过18个月，发现老化及时更换。',
      '闻到气味：关阀门、开窗户、到室外打电话。',
      '不要在厨房里睡觉，不要自行改装管道。',
      '全市燃气抢修电话24小时有人接听。',
    ],
  },
  {
    ...lookalike({
      id: 1305,
      title: '一图读懂｜买房、租房、改房，今年这些事和你有关',
      publishedAt: '2026-11-14 09:00',
      text: '',
    }),
    column: 'tj',
    infographic: [
      '买房：公积金贷款额度提高。',
      '租房：保障性租赁住房打八五折。',
      '改房：老旧小区改造和加装电梯有补助。',
      '维修：应急维修5日内拿到预拨资金。',
    ],
  },
  {
    ...lookalike({ id: 1306, title: '图说：供热不热怎么办', publishedAt: '2026-11-16 08:20', text: '' }),
    column: 'tj',
    infographic: [
      '第一步：打开阀门，排一次气。',
      '第二步：拨打供热企业客服电话，12小时内上门测温。',
      '第三步：未解决的拨打12345。',
    ],
  },
];
