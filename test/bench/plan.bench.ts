import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { readPlanInput } from '../../src/schedule/planner/answer-plan.ts';
import { clearBoard, makeBoard } from '../../src/schedule/planner/board.ts';
import { directPoint } from '../../src/schedule/planner/free-point.ts';
import { boundsOf } from '../../src/schedule/planner/job-bounds.ts';
import { openPlan } from '../../src/schedule/planner/open-plan.ts';
import { putAt } from '../../src/schedule/planner/place-job.ts';
import { plan } from '../../src/schedule/planner/plan.ts';
import { putFixed } from '../../src/schedule/planner/put-fixed.ts';
import { readPlanWording } from '../../src/schedule/planner/wording.ts';
import { largePlan } from './large-plan.ts';

const POSTS = 5000;
const CHANNELS = 500;

/** A province's plan from nothing and again with everything announced, beside first fit, which rearranges nothing. */
export async function bench(): Promise<string> {
  const calendar = buildCalendar();
  const wording = readPlanWording('content/wording/planner.yaml');
  const lines = [`${POSTS} posts on 1 to 40 of ${CHANNELS} channels, 60 days; the second of two runs`];
  for (const coupled of [false, true]) {
    const file = largePlan(POSTS, CHANNELS, coupled);
    const input = readPlanInput(file);
    const run = () => timed(() => plan(input, calendar, wording));
    run();
    const { ms, value } = run();
    const announced = value.placements.map((p) => ({ post: p.post, channel: p.channel, at: isoBeijing(p.at) }));
    const again = timed(() => plan(readPlanInput({ ...file, announced }), calendar, wording));
    const before = new Map(value.placements.map((p) => [`${p.post} ${p.channel}`, p.at]));
    const moved = again.value.placements.filter((p) => before.get(`${p.post} ${p.channel}`) !== p.at).length;
    const open = openPlan(input, calendar, wording);
    const steps = input.posts
      .slice(0, 200)
      .map((post) => timed(() => open.put({ ...post, title: `${post.title}（改）` })).exact);
    steps.sort((a, b) => a - b);
    const first = timed(() => firstFit(makeBoard(input, calendar)));
    const share = (placed: number) => `${placed} of ${placed === 0 ? 0 : jobsOf(input.posts)} placed`;
    lines.push(
      `${coupled ? 'with order and hours shared' : 'without coupling           '}  ${ms} ms from nothing, ${share(value.placements.length)}; ` +
        `${again.ms} ms with all announced, ${moved} moved`,
      `  one post put in again, lanes in memory   ${(steps[100] ?? 0).toFixed(1)} ms in the middle, ${(steps[199] ?? 0).toFixed(1)} ms at most`,
      `  first fit alone, without reasons   ${first.ms} ms (x${(ms / first.ms).toFixed(1)}), ${share(first.value)}`,
    );
  }
  return lines.join('\n');
}

function timed<T>(run: () => T): { ms: number; exact: number; value: T } {
  const start = performance.now();
  const value = run();
  const exact = performance.now() - start;
  return { ms: Math.round(exact), exact, value };
}

function jobsOf(posts: readonly { channels: readonly unknown[] }[]): number {
  return posts.reduce((sum, { channels }) => sum + channels.length, 0);
}

/** Each job at the first point that is free, in the order of work; what finds none is left out. */
function firstFit(board: ReturnType<typeof makeBoard>): number {
  clearBoard(board);
  putFixed(board, new Map());
  let placed = 0;
  for (const job of board.jobs) {
    const point = job.lane ? directPoint(job.lane, boundsOf(job, true)) : -1;
    if (!job.lane || point < 0) continue;
    putAt(job.lane, job, point);
    placed += 1;
  }
  return placed;
}
