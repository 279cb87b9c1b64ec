/** What is proposed when an account's clock nears its end and nothing is planned: the part `proposals` of govcast.yaml. */
import { z } from 'zod';
import { pageBecomes } from './post-settings.ts';

/** The kinds of portal columns (config/portals.ts; a test compares the two lists). */
export const columnKind = z.enum(['policy', 'interpretation', 'notice', 'news', 'other']);

/** One sort of key information; what a list leaves out fits everything. Kind and job are those of the post. */
const keyItems = z.strictObject({
  ...pageBecomes.shape,
  /** 重点领域信息 …, as the reason says it. */
  label: z.string().min(1),
  /** Sources by id: `shili/zcwj`. */
  sources: z.array(z.string().min(1)).min(1).optional(),
  /** Kinds of columns. */
  kinds: z.array(columnKind).min(1).optional(),
  /** Any of these words in the title. */
  words: z.array(z.string().min(1)).min(1).optional(),
  /** None of these words in the title. */
  exclude: z.array(z.string().min(1)).default([]),
});

export const proposalSettings = z
  .strictObject({
    /** The level of a clock from which on something is proposed. */
    from: z.enum(['yellow', 'orange', 'red']).default('yellow'),
    /** At most so many for one account. */
    perChannel: z.int().min(1).max(50).default(5),
    /** What is older is no news any more: days since its publication, arrival or last change. */
    maxAgeDays: z.int().min(1).max(365).default(30),
    /** An interpretation has just arrived for so many days. */
    arrivedDays: z.int().min(1).max(90).default(14),
    /** Which items are key information; the first entry that fits names it. */
    keyItems: z.array(keyItems).default([
      { label: '政策文件', kinds: ['policy'], exclude: [], kind: 'policy', job: 'publish' },
      { label: '政策解读', kinds: ['interpretation'], exclude: [], kind: 'news', job: 'interpret' },
      { label: '通知公告', kinds: ['notice'], exclude: [], kind: 'notice', job: 'publish' },
      { label: '工作动态', kinds: ['news'], exclude: [], kind: 'news', job: 'publish' },
    ]),
    /** c.4: a long holiday stops no clock; what falls due in one of these is proposed from so many days before it. */
    holidays: z
      .strictObject({
        names: z.array(z.string().min(1)).default(['春节', '国庆节']),
        leadDays: z.int().min(0).max(60).default(10),
      })
      .prefault({}),
  })
  .prefault({});

export type ProposalSettings = z.output<typeof proposalSettings>;
export type KeyItems = ProposalSettings['keyItems'][number];
