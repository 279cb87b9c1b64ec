import sharp from 'sharp';
import { type PictureShelf, picturesInMemory } from '../../src/posts/asset-store.ts';
import { drawCover } from '../../src/posts/cover.ts';
import { designFor, readCoverDesigns } from '../../src/posts/cover-design.ts';
import { squareCrop } from '../../src/posts/cover-tree.ts';
import type { Finding } from '../../src/posts/finding.ts';
import type { Composed, ComposedArticle } from '../../src/posts/post.ts';
import { asPicture } from '../../src/posts/prepare-image.ts';

const OFFICE = '示例市住房和城乡建设局';
const covers = readCoverDesigns('content/covers/designs.yaml');
const p = (text: string) => `<p style="color:#333333;margin:0 0 16px;text-indent:2em">${text}</p>`;
const h2 = (text: string) =>
  `<h2 style="border-left:4px solid #0b4a8f;color:#0b4a8f;font-size:19px;line-height:1.5;margin:28px 0 14px;padding:0 0 0 10px">${text}</h2>`;
const cell = (tag: 'th' | 'td', text: string) =>
  `<${tag} style="border:1px solid #c9d4e2;padding:6px">${text}</${tag}>`;
const row = (tag: 'th' | 'td', texts: string[]) => `<tr>${texts.map((text) => cell(tag, text)).join('')}</tr>`;

/**
 * A post of three articles that never changes with the templates and themes: what is compared is the preview, not the
 * composing. Everything in it is invented.
 */
export async function previewSample(): Promise<{ composed: Composed; findings: Finding[]; shelf: PictureShelf }> {
  const shelf = picturesInMemory();
  const picture = await asPicture(
    await sharp({ create: { width: 720, height: 400, channels: 3, background: '#dfe9f5' } })
      .composite([
        { input: await block(160, 240, '#1b4f8a'), left: 100, top: 120 },
        { input: await block(160, 180, '#2f659f'), left: 280, top: 180 },
        { input: await block(160, 280, '#d9a441'), left: 460, top: 80 },
      ])
      .png()
      .toBuffer(),
  );
  await shelf.put(picture);
  const policy = await article(shelf, {
    title: '示例市既有住宅加装电梯实施办法',
    label: '政策文件',
    digest: '本办法自2026年12月1日起施行。每台电梯最高补贴20万元，由区住房和城乡建设局受理。',
    html: [
      p('为规范既有住宅加装电梯工作，改善居住条件，根据有关法律法规，结合本市实际，制定本办法。'),
      h2('一、补贴标准'),
      p(
        '对符合条件的既有住宅加装电梯，每台补贴建设费用的50%，最高不超过<strong style="color:#0b4a8f">20万元</strong>。',
      ),
      `<figure style="margin:0 0 8px;text-align:center"><img style="max-width:100%;height:auto" src="asset:${picture.sha256}" alt="三类小区的补贴标准对比图"></figure>`,
      '<figcaption style="color:#707070;font-size:14px;margin:0 0 16px;text-align:center">三类小区补贴标准对比</figcaption>',
      h2('二、办理流程'),
      `<table style="border-collapse:collapse;font-size:14px;margin:0 0 16px;width:520px"><thead>${row('th', ['步骤', '办理单位', '材料', '时限'])}</thead><tbody>${row('td', ['申请', '业主委员会', '申请表、业主表决结果', '随时'])}${row('td', ['审查', '区住房和城乡建设局', '设计方案', '10个工作日'])}${row('td', ['拨付', '区财政局', '竣工验收备案表', '15个工作日'])}</tbody></table>`,
      p('咨询电话：0000-1234567。'),
    ].join(''),
    images: [picture.sha256],
  });
  const graphic = await article(shelf, {
    title: '一图读懂《示例市既有住宅加装电梯实施办法》',
    label: '一图读懂',
    digest: '加装电梯补多少、怎么办、找谁办，一张图看明白。',
    html: `<p style="color:#333333;margin:0 0 16px"><img style="max-width:100%;height:auto" src="asset:${picture.sha256}" alt="一图读懂加装电梯办法"></p>`,
    images: [picture.sha256],
  });
  const questions = await article(shelf, {
    title: '加装电梯，业主最关心的三个问题',
    label: '问答',
    digest: '业主意见不统一怎么办？费用怎么分摊？补贴什么时候到账？',
    html: `${h2('问：业主意见不统一怎么办？')}${p('答：由专有部分面积占比三分之二以上的业主且人数占比三分之二以上的业主参与表决。（第六条）')}`,
    images: [],
  });
  const articles = [{ ...policy, cover: policy.cover && { ...policy.cover, square: squareCrop } }, graphic, questions];
  const composed: Composed = {
    ...{ kind: 'policy', job: 'interpret', marking: 'public', audience: 'public', publicUntil: '长期', source: null },
    articles,
    forms: {
      weibo: '【示例市既有住宅加装电梯实施办法】每台最高补贴20万元，12月1日起施行。',
      'wecom-robot': `**${policy.title}**\n> ${policy.digest}\n[阅读原文](${policy.sourceUrl})`,
      plain: `${policy.title}\n${policy.digest}`,
    },
  };
  return { composed, findings, shelf };

  async function article(
    kept: PictureShelf,
    { label, ...text }: Pick<ComposedArticle, 'title' | 'digest' | 'html' | 'images'> & { label: string },
  ): Promise<ComposedArticle> {
    const design = designFor(covers, label, 'policy');
    if (!design) throw new Error('no design');
    const shape = label === '政策文件' ? 'wide' : 'square';
    const { png } = await drawCover({ title: text.title, label, office: OFFICE }, shape, design);
    const cover = await asPicture(png);
    await kept.put(cover);
    const { sha256, width, height } = cover;
    const sourceUrl = 'https://zjj.shili.gov.cn/zcwj/202611/t20261120_1001.html';
    return { ...text, author: OFFICE, sourceUrl, cover: { sha256, width, height } };
  }
}

async function block(width: number, height: number, background: string): Promise<Buffer> {
  return await sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

const findings: Finding[] = [
  {
    ...{ check: 'weekday', severity: 'blocking', start: 10, end: 20, excerpt: '12月1日（星期三）', rule: 'P-04' },
    message: '日期和星期对不上：12月1日是星期二。',
    remedy: '请改日期或改星期。',
    suggestion: '12月1日（星期二）',
  },
  {
    ...{ check: 'picture-coarse', severity: 'warning', start: 0, end: 0, excerpt: '', rule: 'channel-apis 5' },
    message: '图片太大，压缩后可能看不清：https://zjj.shili.gov.cn/zcwj/a.png。',
    remedy: '请看预览，看不清时换一张小一些的图片。',
    suggestion: null,
  },
  {
    ...{ check: 'styles-reduced', severity: 'note', start: 0, end: 0, excerpt: '', rule: 'channel-apis 5' },
    message: '《示例市既有住宅加装电梯实施办法》较长，已改用简洁样式以不超过平台上限。',
    remedy: '请预览确认版式；需要完整样式时请删减正文。',
    suggestion: null,
  },
];
