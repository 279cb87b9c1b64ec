/** Everything that people should be told of: one line for each domain's list of standing matters. */

import { accessConcerns } from './access-concerns.ts';
import { accountConcerns } from './channels/account-concerns.ts';
import { matrixAccounts } from './channels/matrix.ts';
import { deliveryConcerns } from './delivery/delivery-concerns.ts';
import type { Govcast } from './govcast.ts';
import { requestConcerns } from './inbox/request-concerns.ts';
import type { ConcernSource } from './notify/concern.ts';
import { lookSeldom } from './notify/look-seldom.ts';
import type { NoticeWording } from './notify/notice-wording.ts';
import { notifyConcerns } from './notify/notify-concerns.ts';
import { owedConcerns } from './policy/owed-concerns.ts';
import { readOwedWording } from './policy/owed-wording.ts';
import { proposalDesk } from './proposal-desk.ts';
import { repostDesk } from './repost-desk.ts';
import { reviewConcerns } from './review/review-concerns.ts';
import { clockConcerns } from './schedule/clock-concerns.ts';
import { clockedChannels } from './schedule/clocked-channels.ts';
import { columnConcerns } from './schedule/column-concerns.ts';
import { crossPostConcerns } from './schedule/cross-post-concerns.ts';
import { planConcerns } from './schedule/plan-concerns.ts';
import { proposalConcerns } from './schedule/proposal-concerns.ts';
import { repostConcerns } from './schedule/repost-concerns.ts';
import { taskConcerns } from './schedule/task-concerns.ts';

/** With 500 accounts proposals take over half a second to work out, and a clock that is orange stays so for days. */
const PROPOSALS_MS = 10 * 60_000;

/** The name of a source goes into the rows: only it can end what it listed. */
export function noticeSources(govcast: Govcast, wording: NoticeWording): Record<string, ConcernSource> {
  const { acting, bundles, calendar, config, environment } = govcast;
  const { db } = acting;
  const { people, workflow, routing, channels, columns } = config;
  const owedWording = readOwedWording(environment.contentFolder);
  const inCharge = config.offices.inCharge.section ?? null;
  const nameOf = (id: string) => channels.find((c) => c.id === id)?.name ?? id;
  return {
    access: (now) => accessConcerns(db, people, now),
    owed: (now) => owedConcerns(db, bundles, owedWording, now),
    review: (now) => reviewConcerns(db, { people, workflow }, calendar, now),
    clocks: async (now) =>
      clockConcerns(db, calendar, config.cadence, channels, await clockedChannels(db, channels), now),
    columns: (now) => columnConcerns(db, calendar, columns, inCharge, now),
    accounts: (now) => accountConcerns(db, matrixAccounts(channels, config.outside), config.settings.matrix, now),
    reposts: (now) => repostConcerns(repostDesk(govcast), now),
    tasks: (now) => taskConcerns(db, now),
    deliveries: (now) =>
      deliveryConcerns(db, { channels, reminderDays: config.settings.schedule.blackoutReminderDays }, now),
    plan: () => planConcerns(db, nameOf),
    proposals: lookSeldom(async (now) => proposalConcerns(await proposalDesk(govcast), channels, now), PROPOSALS_MS),
    crossPosts: (now) => crossPostConcerns(db, config.crossPosting, channels, now),
    requests: (now) => requestConcerns(db, { people, routing }, calendar, now),
    notify: (now) => notifyConcerns(db, people, wording, now),
  };
}
