/** What the made-up bureau works on, and where. Words only; pages are composed of them. */
export interface Matter {
  name: string;
  section: string;
  phone: string;
  point: string;
}

export const matters: readonly Matter[] = [
  {
    name: '老旧小区改造',
    section: '城市更新科',
    phone: '0000-8860123',
    point: '基础类改造应改尽改，完善类改造由居民议定。',
  },
  {
    name: '既有住宅加装电梯',
    section: '城市更新科',
    phone: '0000-8860124',
    point: '每台电梯的补助在竣工验收后一次发放。',
  },
  { name: '冬季供热保障', section: '公用事业科', phone: '0000-8860177', point: '居民室内温度不低于18摄氏度。' },
  { name: '燃气安全检查', section: '公用事业科', phone: '0000-8860178', point: '不合格软管当场更换，隐患逐户登记。' },
  {
    name: '公共租赁住房分配',
    section: '住房保障科',
    phone: '0000-8860141',
    point: '轮候名单按季度公示，公示不少于七日。',
  },
  { name: '物业服务评价', section: '物业科', phone: '0000-8860168', point: '评价结果每半年公布一次。' },
  { name: '房屋安全排查', section: '房屋安全科', phone: '0000-8860155', point: '排查结果录入台账，危险房屋限期处置。' },
  {
    name: '建筑工地扬尘治理',
    section: '安全生产监督科',
    phone: '0000-8860190',
    point: '裸土覆盖、车辆冲洗、湿法作业同时落实。',
  },
  { name: '城市绿地养护', section: '园林绿化科', phone: '0000-8860184', point: '居住区树木修剪十五日内办理。' },
  {
    name: '商品房预售资金监管',
    section: '房地产市场科',
    phone: '0000-8860136',
    point: '监管额度内资金只能用于本项目建设。',
  },
];

export const places: readonly string[] = [
  '河湾区',
  '开发区',
  '文化里街道',
  '向阳街道',
  '滨河街道',
  '城东片区',
  '老纺织厂片区',
  '高铁新城',
  '大学城',
  '北山镇',
];
