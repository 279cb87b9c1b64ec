import Table from 'cli-table3';
import { readFonts } from '../../src/posts/cover.ts';
import { draftInfographic } from '../../src/posts/infographic/draft-infographic.ts';
import { infographicSchema } from '../../src/posts/infographic/infographic.ts';
import { readDesign, readLabels } from '../../src/posts/infographic/infographic-design.ts';
import { pageParts } from '../../src/posts/infographic/page-parts.ts';
import { renderInfographic } from '../../src/posts/infographic/render-infographic.ts';
import { draftQuestions } from '../../src/posts/questions/draft-questions.ts';
import { readQuestionPatterns } from '../../src/posts/questions/question-patterns.ts';
import { questionsMarkdown } from '../../src/posts/questions/questions-markdown.ts';
import { structureOf } from '../../src/posts/structure/policy-structure.ts';
import { allPolicies } from '../posts/structure/policies.ts';

const content = new URL('../../content', import.meta.url).pathname;
const ROUNDS = 3;
/** Every third: short and long ones. */
const policies = allPolicies.filter((_, i) => i % 3 === 0);

/**
 * Structure, questions and pictures of every third policy of the rehearsal portal; the pictures against resvg alone, which is
 * given the finished SVG. All of it on one core, warmed up, the median of three rounds.
 */
export async function bench(): Promise<string> {
  const patterns = readQuestionPatterns(content);
  const look = { labels: readLabels(content), design: readDesign(content, 'blue') };
  const drafts = policies.map((a) => infographicSchema.parse(draftInfographic(structureOf(a), look.labels)));
  const svgs = await drawn(drafts, look);
  const structures = await median(() => policies.forEach((article) => void structureOf(article)));
  const questions = await median(() => {
    for (const article of policies) {
      const policy = structureOf(article);
      questionsMarkdown(policy, draftQuestions(policy, patterns), patterns, { by: 'machine' });
    }
  });
  const pictures = await median(async () => {
    for (const draft of drafts) await renderInfographic(draft, look);
  });
  const { Resvg } = await import('@resvg/resvg-js');
  const options = { font: { loadSystemFonts: false }, fitTo: { mode: 'zoom' as const, value: 2 } };
  const alone = await median(() => svgs.forEach((svg) => void new Resvg(svg, options).render().asPng()));
  const table = new Table({ head: ['what', 'policies', 'ms', 'a second'], style: { head: [], border: [] } });
  const n = policies.length;
  for (const [name, ms] of Object.entries({ structures, questions, pictures, 'resvg alone': alone })) {
    table.push([name, n, Math.round(ms), ((n * 1000) / ms).toFixed(1)]);
  }
  return `${table.toString()}\na picture takes ${(pictures / alone).toFixed(2)} times as long as resvg alone needs for its SVG and PNG`;
}

async function drawn(drafts: Parameters<typeof renderInfographic>[0][], look: Parameters<typeof renderInfographic>[1]) {
  const { default: satori } = await import('satori');
  const fonts = await readFonts();
  const svgs: string[] = [];
  for (const draft of drafts) {
    for (const { node } of pageParts(draft, look, null)) svgs.push(await satori(node, { width: 750, fonts }));
  }
  return svgs;
}

async function median(work: () => void | Promise<void>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}
