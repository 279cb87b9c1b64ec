import { FixContent } from '../errors.ts';

/** The closed list of forms of an interpretation (I-07): code and name as the source documents call it. */
export const forms = {
  发布会: '新闻发布会',
  文字: '文字解读',
  动漫: '动漫解读',
  图解: '图解',
  问答: '简明问答',
  图表: '图表图解',
  音视频: '音频视频',
  案例: '案例说明',
  吹风会: '政策吹风会',
  直播: '媒体互动直播',
  宣讲: '现场集中宣讲',
  评论: '评论文章',
  访谈: '接受访谈',
  文章: '撰写文章',
  其他: '其他',
} as const;

export type Form = keyof typeof forms;

/**
 * A form by its code.
 * @throws FixContent for a code that is not on the list
 */
export function formByCode(code: string): Form {
  if (isForm(code)) return code;
  throw new FixContent({
    code: 'policy-form',
    message: `"${code}" is no form of an interpretation`,
    remedy: `Use one of ${Object.keys(forms).join(', ')}.`,
  });
}

function isForm(code: string): code is Form {
  return Object.hasOwn(forms, code);
}

/** Heads of interpretation titles; the first that fits gives the form. `says` heads make one without naming a policy. */
export const formHeads: readonly { form: Form; pattern: RegExp; says?: true }[] = [
  {
    form: '图解',
    pattern:
      /^【?(?:一图(?:读懂|看懂|速览|了解|解读|弄懂|速读)|一张图(?:读懂|看懂)|一文(?:读懂|看懂|了解)|图解政策|政策图解|图解|图表|图说|长图)】?/u,
  },
  { form: '问答', pattern: label('政策问答|一问一答|简明问答|热点问答|你问我答'), says: true },
  { form: '动漫', pattern: label('动漫解读|动画解读|漫画解读|动漫'), says: true },
  { form: '音视频', pattern: label('视频解读|音频解读|微视频|短视频|视频'), says: true },
  { form: '案例', pattern: label('案例解读|案例说明|以案说法'), says: true },
  { form: '评论', pattern: label('媒体评论|媒体解读|评论员文章'), says: true },
  { form: '文章', pattern: label('专家解读|专家观点|专家谈'), says: true },
  { form: '访谈', pattern: label('在线访谈|政策访谈|访谈'), says: true },
  { form: '吹风会', pattern: label('政策吹风会|吹风会'), says: true },
  { form: '发布会', pattern: label('新闻发布会'), says: true },
  { form: '文字', pattern: label('文字解读|政策解读|文件解读|部门解读|权威解读|官方解读|深度解读'), says: true },
  { form: '文字', pattern: label('解读') },
];

/** Ends of interpretation titles, tried on the title with its quotes masked and its closing brackets cut. */
export const formTails: readonly { form: Form; pattern: RegExp }[] = [
  {
    form: '发布会',
    pattern:
      /(?:例行)?新闻发布会(?:答问|文字)?(?:实录)?$|发布会\s*(?:文字|图文|文字图文|图文文字)?实录$|^(?=.*召开.*新闻发布会)/u,
  },
  { form: '吹风会', pattern: /(?:政策)?吹风会\s*(?:答问|文字|图文|文字图文|图文文字)?(?:实录)?$/u },
  {
    form: '问答',
    pattern:
      /(?:答记者问|的?答问(?:实录)?|有关问题(?:的)?(?:答疑|解答|问答)|(?:政策)?(?:问答|答疑)|(?:\d+|[一二三四五六七八九十百]+)问(?:\d*|[一二三四五六七八九十百]*)答|热点问题解答|一问一答)$/u,
  },
  { form: '图解', pattern: /(?:政策)?(?:图文解读|图解|一图读懂|一图看懂|一图速览)$/u },
  { form: '动漫', pattern: /(?:动漫|动画|漫画)解读$/u },
  { form: '音视频', pattern: /(?:视频|音频)(?:解读)?$/u },
  { form: '文章', pattern: /专家(?:政策)?解读$/u },
  {
    form: '文字',
    pattern:
      /(?:进行|作)(?:了)?解读$|的?(?:政策|文件|文字|部门|条文|权威|全文|深度|起草|出台)?解读(?:材料|稿|说明|文件|文稿|文本|[一二三四五六七八九十]|之[一二三四五六七八九十])?$/u,
  },
  {
    form: '文字',
    pattern: /的?(?:(?:编写|修订|起草|编制|制定|政策|修改|有关)(?:情况)?的?|情况)说明$|《》的?说明$|解读《》$/u,
  },
];

/** 【解读】, or the bare word where something parts it from what follows: 解读工作 is no label. */
function label(words: string): RegExp {
  return new RegExp(`^(?:【(?:${words})】|(?:${words})(?=[\\s:：︰|｜丨▏│︱┃/／·—《“「『]))`, 'u');
}
