import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import juice from 'juice';
import { Liquid } from 'liquidjs';
import sanitize from 'sanitize-html';
import { composeBundle } from '../../src/posts/compose-bundle.ts';
import { composeItem } from '../../src/posts/compose-item.ts';
import { readComposing } from '../../src/posts/composing.ts';
import { graphic, questions } from '../fixtures/posts/articles.ts';
import { guide, longPolicy, notice } from '../fixtures/posts/pages.ts';

const composing = readComposing('content', { name: '示例市住房城乡建设局', telephone: '0000-12319' });
const page = (article: typeof notice) => ({ article, markingIfBlank: null });
const item = (article: typeof notice, kind: 'policy' | 'notice' | 'guide') =>
  composeItem({ ...page(article), kind, job: 'publish', publicUntil: '长期' }, new Map(), composing);

/** Posts by what they are made of; each call composes and sanitises one, with all its forms and findings. */
const posts: { name: string; html: string; make: () => unknown }[] = [
  { name: 'notice, one page', html: notice.html, make: () => item(notice, 'notice') },
  { name: 'service guide', html: guide.html, make: () => item(guide, 'guide') },
  { name: 'policy of 2,300 字', html: longPolicy(36).html, make: () => item(longPolicy(36), 'policy') },
  {
    name: 'bundle of three articles',
    html: longPolicy(36).html + graphic.html + questions.html,
    make: () =>
      composeBundle(
        {
          policy: page(longPolicy(36)),
          interpretations: [
            { ...page(graphic), form: '图解' },
            { ...page(questions), form: '问答' },
          ],
          telephone: null,
          publicUntil: '长期',
        },
        new Map(),
        composing,
      ),
  },
  {
    name: 'policy of 25,000 字, to key points',
    html: longPolicy(400).html,
    make: () => item(longPolicy(400), 'policy'),
  },
];

const css = `p{color:#333;font-size:16px;line-height:1.8;margin:0 0 16px} h1,h2{color:#0b4a8f;font-size:20px;margin:28px 0 14px}
h3,h4{color:#0b4a8f;font-size:17px} strong,b{color:#0b4a8f} ul,ol{margin:0 0 16px;padding:0 0 0 24px} li{font-size:16px}
img{max-width:100%} table{border-collapse:collapse;width:100%} th,td{border:1px solid #c9d4e2;padding:6px;font-size:14px}`;

/** The same body through a template engine, a sanitiser and an inliner alone: no digest, no forms, no findings, no check. */
function peer(): (html: string) => string {
  const liquid = new Liquid({ outputEscape: 'escape' });
  const template = liquid.parse(readFileSync('content/templates/notice.liquid', 'utf8'));
  const known = { marking: '', attachments: [], telephone: '', source: '示例市' };
  return (body) => {
    const html = String(liquid.renderSync(template, { body, ...known }));
    return juice.inlineContent(sanitize(html, { allowedTags: sanitize.defaults.allowedTags.concat('img') }), css);
  };
}

/** Posts in a minute of one core's time, whatever else runs on the machine: the best of three rounds after a warm-up. */
function perMinute(run: () => unknown, ms = 700): number {
  for (let i = 0; i < 3; i += 1) run();
  let best = 0;
  for (let round = 0; round < 3; round += 1) {
    const start = process.cpuUsage();
    const spent = () => {
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    let count = 0;
    while (spent() < ms) {
      run();
      count += 1;
    }
    best = Math.max(best, (count * 60_000) / spent());
  }
  return Math.round(best);
}

export async function bench(): Promise<string> {
  const other = peer();
  const table = new Table({
    head: ['compose and sanitise, one core', 'HTML', 'posts/min', 'liquid + sanitize-html + juice alone'],
    style: { head: [], border: [] },
  });
  for (const { name, html, make } of posts) {
    table.push([name, html.length, perMinute(make), perMinute(() => other(html))]);
  }
  return table.toString();
}
