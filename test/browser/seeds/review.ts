/** A morning of signing as in review.png: Monday 23 November 2026, 09:12. Everything in it is invented. */
import { actorOf } from '../../../src/config/acting-person.ts';
import type { Govcast } from '../../../src/govcast.ts';
import type { Composed } from '../../../src/posts/post.ts';
import { savePost } from '../../../src/posts/save-post.ts';
import { signPost } from '../../../src/review/sign-post.ts';
import { submitPost } from '../../../src/review/submit-post.ts';
import { tickGate } from '../../../src/review/tick-gate.ts';
import type { DeskClock } from '../desk-clock.ts';

const p = (text: string) => `<p style="margin:0 0 16px">${text}</p>`;
const h2 = (text: string) => `<h2 style="font-size:19px">${text}</h2>`;
const row = (tag: 'th' | 'td', cells: string[]) =>
  `<tr>${cells.map((cell) => `<${tag} style="border:1px solid #c9d4e2;padding:6px">${cell}</${tag}>`).join('')}</tr>`;
const table = `<table style="border-collapse:collapse;width:100%"><thead>${row('th', ['项目', '原办法', '新办法'])}</thead><tbody>${row('td', ['每台补助', '15 万元', '20 万元'])}${row('td', ['申报期限', '30 日', '60 日'])}</tbody></table>`;

/** The text of the picture, before (11) and after (12) the two changes. */
function liftText({ better, weekday }: { better: string; weekday: string }): string {
  return [
    h2('一、补多少'),
    p(`四层及以上既有住宅加装电梯，每台补助由 15 万元提高到 20 万元${better}。`),
    h2('二、怎么申请'),
    p(`电梯竣工验收合格后 60 日内，由申请人向所在区住建部门提交材料。首批受理时间为11月26日（${weekday}）起。`),
    p('符合条件的申请，区住建部门应当自受理之日起 15 个工作日内审核完毕。'),
    p('审核通过的，由区财政部门在 15 个工作日内拨付。'),
    p('材料不齐的，一次告知需要补正的内容。'),
    p('补助资金专款专用，接受审计监督。'),
    h2('三、和以前有什么不同'),
    table,
    p('政策咨询电话：12319 转 2。'),
  ].join('');
}

function composed(title: string, html: string, more = 0): Composed {
  const article = (name: string, body: string) => ({
    ...{ title: name, author: '示例市住房和城乡建设局', digest: '加装电梯每台最高补 20 万元。', html: body },
    ...{ sourceUrl: 'https://zjj.shili.gov.cn/zcwj/t20261120_1001.html', cover: null, images: [] },
  });
  const others = Array.from({ length: more }, (_, i) =>
    article(`问答：加装电梯怎么补（${i + 1}）`, p('详见办法全文。')),
  );
  return {
    ...{ kind: 'policy', job: 'interpret', marking: 'public', audience: 'public', publicUntil: '长期', source: null },
    articles: [article(title, html), ...others],
    forms: { weibo: `【${title}】每台最高补 20 万元。` },
  };
}

/** A text of one article, for what is written during a test. */
export function mendedLift(title: string, html: string): Composed {
  return composed(title, html);
}

export const liftTitle = '《加装电梯财政补助实施办法》来了';

/** What the tests act on. */
export interface ReviewSeed {
  lift: string;
  fire: string;
  credit: string;
}

/** Fills the desk; `found` gets the ids. */
export function seedReview(found: Partial<ReviewSeed> = {}): (govcast: Govcast) => Promise<void> {
  return async (govcast) => {
    const { acting, config, reviewing } = govcast;
    const clock = govcast.clock as DeskClock;
    const pictured = clock.now();
    const by = (person: string) => actorOf(config, person, 'console');
    const at = (time: string) => Date.parse(`2026-11-${time}:00+08:00`);
    // Seeding writes the past: acts take the moment from a clock of their own.
    const then = (time: string) => ({ ...acting, clock: { ...clock, now: () => at(time) } });
    const save = (time: string, who: string, subjectId: string, text: Composed) =>
      savePost(then(time), { subjectKind: 'file', subjectId, composed: text, findings: [], author: who }, by(who));
    const submit = (time: string, who: string, post: Seen) =>
      submitPost(then(time), reviewing, { post: post.id, seenHash: post.contentHash }, by(who));
    const tick = (time: string, who: string, post: Seen, gate: string, comment = '') =>
      tickGate(then(time), reviewing, { post: post.id, seenHash: post.contentHash, gate, comment }, by(who));
    const sign = (time: string, who: string, post: Seen, decision: 'approve' | 'return', opinion: string) =>
      signPost(
        then(time),
        reviewing,
        { post: post.id, seenHash: post.contentHash, decision, opinion },
        by(who),
        async () => {},
      );
    const place = async (post: Seen, channels: string[], time: string) => {
      for (const channel of channels) {
        await acting.db
          .insertInto('placement')
          .values({
            ...{
              id: acting.newId(),
              post: post.id,
              channel,
              act: 'publish',
              at: at(time),
              pinned: 0,
              announcedAt: null,
            },
            ...{ reason: '', createdBy: 'lin', createdAt: pictured, cancelledAt: null },
          })
          .execute();
      }
    };

    const file = 'content/posts/lift.md';
    const old = { better: '，是全省最优惠的补助标准', weekday: '星期五' };
    let lift = await save('20T15:00', 'lin', file, composed(liftTitle, liftText({ ...old, weekday: '星期三' }), 1));
    for (let i = 2; i <= 11; i += 1) {
      const html = liftText(i === 11 ? old : { ...old, better: `${old.better}（第 ${i} 稿）` });
      lift = await save(`20T15:${String(i + 10)}`, 'lin', file, composed(liftTitle, html, 1));
    }
    await submit('20T16:00', 'lin', lift);
    for (const gate of ['political', 'legal', 'policy']) await tick('20T16:30', 'zhou', lift, gate);
    await sign('20T16:31', 'zhou', lift, 'approve', '同意发布。');
    const mended = composed(liftTitle, liftText({ better: '', weekday: '星期四' }), 1);
    lift = await save('23T09:02', 'lin', file, mended);
    await submit('23T09:02', 'lin', lift);
    await tick('23T09:07', 'he', lift, 'secrecy', '何保密员 已审，无涉密');
    for (const [gate, time] of [
      ['political', '23T09:08'],
      ['legal', '23T09:08'],
      ['policy', '23T09:10'],
    ] as const)
      await tick(time, 'zhou', lift, gate);
    await place(lift, ['sub', 'property', 'service'], '23T10:00');

    const fire = await save(
      '23T08:30',
      'su',
      'content/posts/fire.md',
      composed('《全国消防宣传月倡议》转载', p('家中不堆放杂物，楼道保持畅通。')),
    );
    await submit('23T08:31', 'su', fire);
    await place(fire, ['sub'], '23T16:00');
    const credit = await save(
      '23T08:40',
      'zheng',
      'content/posts/credit.md',
      composed('《物业企业信用评价结果公示》', p('现将 23 家企业的评价结果公示如下。') + table),
    );
    await submit('23T08:41', 'zheng', credit);
    await place(credit, ['property'], '24T18:00');

    const river = await save(
      '20T17:00',
      'su',
      'content/posts/river.md',
      composed('《示例河路改造围挡公告》', p('即日起封闭一条车道。')),
    );
    await submit('20T17:10', 'su', river);
    for (const gate of ['political', 'legal', 'policy', 'wording']) await tick('20T17:40', 'zhou', river, gate);
    await sign('20T17:41', 'zhou', river, 'approve', '同意发布。');
    const rent = await save(
      '20T15:00',
      'lin',
      'content/posts/rent.md',
      composed('《公租房年审提醒》第二稿', p('请于月底前完成年审。')),
    );
    await submit('20T15:01', 'lin', rent);
    await signPost(
      then('20T15:20'),
      reviewing,
      {
        ...{ post: rent.id, seenHash: rent.contentHash, decision: 'return', opinion: '年审的起止日期要写明。' },
        marks: [
          { article: 0, block: 2, start: 0, end: 5, excerpt: '请于月底前', note: '' },
          { article: 0, block: 2, start: 5, end: 9, excerpt: '完成年审', note: '' },
        ],
      },
      by('zhou'),
      async () => {},
    );
    Object.assign(found, { lift: lift.id, fire: fire.id, credit: credit.id });
  };
}

interface Seen {
  id: string;
  contentHash: string;
}
