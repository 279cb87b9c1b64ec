import { type Policy, policySchema } from '../accounts.ts';
import type { Platform } from '../platform.ts';
import { type Article, articleSchema } from './article-fields.ts';

/**
 * A publish or a mass send that the platform accepted. `waiting`: for the administrator; `running`; `finished`: with
 * an outcome, which is a publish_status (0, 2, 3, 4, 5, 6) or a mass status (`send success`, `err(40001)`, `deleted`).
 */
export interface Job {
  /** publish_id or msg_id. */
  jobId: string;
  act: 'publish' | 'mass';
  appid: string;
  msgDataId: string;
  state: 'waiting' | 'running' | 'finished';
  outcome: string | null;
  /** As it stood when the job was accepted. */
  policy: Policy;
  articles: Article[];
  baseUrl: string;
  clientMsgId: string | null;
  /** Who gets a mass send: `all`, `tag 2`, `openid`; empty for a publish. */
  scope: string;
  /** Text or media of a mass send that is not an article. */
  content: string;
  submittedAt: number;
  /** When it finishes, or when the wait for the administrator ends; null when finished. ms UTC. */
  dueAt: number | null;
  articleId: string;
  /** `api`, or `hand` when a colleague did it in the platform's own console. */
  via: 'api' | 'hand';
}

type JobRow = Omit<Job, 'policy' | 'articles'> & { policy: string; articles: string };
const columns = `job_id as jobId, act, appid, msg_data_id as msgDataId, state, outcome, policy, articles, base_url as baseUrl,
  client_msg_id as clientMsgId, scope, content, submitted_at as submittedAt, due_at as dueAt, article_id as articleId, via`;

export function addJob(platform: Platform, job: Job): void {
  platform.db
    .prepare(
      `insert into job (job_id, act, appid, msg_data_id, state, outcome, policy, articles, base_url, client_msg_id, scope,
         content, submitted_at, due_at, article_id, via)
       values (@jobId, @act, @appid, @msgDataId, @state, @outcome, @policy, @articles, @baseUrl, @clientMsgId, @scope,
         @content, @submittedAt, @dueAt, @articleId, @via)`,
    )
    .run({ ...job, policy: JSON.stringify(job.policy), articles: JSON.stringify(job.articles) });
}

export function saveJobState(platform: Platform, job: Pick<Job, 'jobId' | 'state' | 'outcome' | 'dueAt'>): void {
  platform.db
    .prepare('update job set state = @state, outcome = @outcome, due_at = @dueAt where job_id = @jobId')
    .run({ jobId: job.jobId, state: job.state, outcome: job.outcome, dueAt: job.dueAt });
}

export function findJob(platform: Platform, act: Job['act'], appid: string, jobId: string): Job | undefined {
  return one(
    platform.db
      .prepare<[string, string, string], JobRow>(
        `select ${columns} from job where act = ? and appid = ? and job_id = ? and via = 'api'`,
      )
      .get(act, appid, jobId),
  );
}

/** The newest mass send with this clientmsgid (or content, when none was given) since `since`. */
export function findByClientId(platform: Platform, appid: string, clientMsgId: string, since: number): Job | undefined {
  return one(
    platform.db
      .prepare<[string, string, number], JobRow>(
        `select ${columns} from job where appid = ? and client_msg_id = ? and submitted_at > ? order by submitted_at desc limit 1`,
      )
      .get(appid, clientMsgId, since),
  );
}

/** Mass sends that wait for the administrator, the oldest first. */
export function waitingJobs(platform: Platform, appid: string): Job[] {
  return platform.db
    .prepare<[string], JobRow>(`select ${columns} from job where appid = ? and state = 'waiting' order by submitted_at`)
    .all(appid)
    .map(jobOf);
}

/** The job that is due first at or before `now`. */
export function nextDueJob(platform: Platform, now: number): Job | undefined {
  return one(
    platform.db
      .prepare<[number], JobRow>(`select ${columns} from job where due_at <= ? order by due_at, submitted_at limit 1`)
      .get(now),
  );
}

export function jobOfArticle(platform: Platform, articleId: string): Job | undefined {
  return one(platform.db.prepare<[string], JobRow>(`select ${columns} from job where article_id = ?`).get(articleId));
}

function one(row: JobRow | undefined): Job | undefined {
  return row && jobOf(row);
}

function jobOf(row: JobRow): Job {
  return {
    ...row,
    policy: policySchema.parse(JSON.parse(row.policy)),
    articles: articleSchema.array().parse(JSON.parse(row.articles)),
  };
}
