/** 稿件 as in editor.png: a post of three articles, and some others for the list. Everything in it is invented. */
import type { Govcast } from '../../../src/govcast.ts';
import { editingOf } from '../../../src/post-desk.ts';
import { arrangeArticles, lookAtWorking } from '../../../src/posts/editing/arrange-articles.ts';
import { keepRevision } from '../../../src/posts/editing/keep-revision.ts';
import { saveArticle } from '../../../src/posts/editing/save-article.ts';
import { saveHead } from '../../../src/posts/editing/save-head.ts';
import { startPost } from '../../../src/posts/editing/start-post.ts';

export const lin = { person: 'lin', via: 'console' as const };
const zheng = { person: 'zheng', via: 'console' as const };

const articles = [
  {
    title: '《加装电梯财政补助实施办法》来了',
    digest: '四层及以上既有住宅加装电梯，每台补助由 15 万元提高到 20 万元，电梯竣工验收合格后 60 日内申请。',
    body: `<h2>一、补多少</h2><p>四层及以上既有住宅加装电梯，每台补助由 15 万元提高到 20 万元，办法见 https://www.shili.example.gov.cn/jzdt 。</p>
<h2>二、怎么申请</h2><p>电梯竣工验收合格后 60 日内，由申请人向所在区住建部门提交材料。首批受理时间为11月26日（星期四）起。</p>
<p>集中咨询会将演示加装电梯的申报流程，现场负责人手机 13800000000。</p>
<blockquote><p>符合条件的申请，区住建部门应当自受理之日起 15 个工作日内审核完毕。——《实施办法》第十一条</p></blockquote>
<h2>三、和以前有什么不同</h2><table><tbody><tr><th>项目</th><th>原办法</th><th>新办法</th></tr><tr><td>每台补助</td><td>15 万元</td><td>20 万元</td></tr>
<tr><td>申报期限</td><td>30 日</td><td>60 日</td></tr><tr><td>材料</td><td>9 份</td><td>5 份</td></tr></tbody></table>
<p>政策咨询电话：12319 转 2。点击“阅读原文”看文件全文。</p>`,
  },
  { title: '一图读懂：加装电梯能补多少', digest: '', body: '<p>一张图看明白：补多少、怎么申请、要什么材料。</p>' },
  {
    title: '你问我答：一楼不同意怎么办',
    digest: '',
    body: '<p>问：一楼住户不同意怎么办？</p><p>答：先协商，协商不成的由街道组织调解。</p>',
  },
] as const;

/** @returns the id of the post of editor.png */
export async function seedPosts(govcast: Govcast): Promise<string> {
  const editing = editingOf(govcast);
  for (const [title, kind, who] of [
    ['关于11月29日停水的通知', 'notice', lin],
    ['冬季供暖报修指南', 'guide', lin],
    ['物业专项维修资金怎么用', 'news', zheng],
  ] as const) {
    await startPost(editing, { title, kind, job: 'publish' }, who);
  }
  const { id: post } = await startPost(editing, { title: articles[0].title, kind: 'policy', job: 'interpret' }, lin);
  await arrangeArticles(editing, post, { do: 'add' }, lin);
  await arrangeArticles(editing, post, { do: 'add' }, lin);
  const copy = await lookAtWorking(editing, post);
  for (const [i, { id, version }] of (copy?.articles ?? []).entries()) {
    const said = articles[i];
    if (!said) continue;
    const text = { ...said, author: '示例住建发布', sourceUrl: 'https://www.shili.example.gov.cn/zwgk/zcwj/lift.html' };
    await saveArticle(editing, { post, article: id, base: version, tab: 'seed', text }, lin);
  }
  const head = {
    marking: 'public' as const,
    publicUntil: '长期',
    source: '示例市住房和城乡建设局',
    telephone: '12319',
  };
  await saveHead(editing, post, { head }, lin);
  await keepRevision(editing, { post }, lin);
  await govcast.acting.db
    .updateTable('workingArticle')
    .set({ holder: null, holderTab: null, heldUntil: null })
    .execute();
  return post;
}
