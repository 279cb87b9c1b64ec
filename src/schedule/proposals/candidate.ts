/** What could go out on an account whose clock nears its end (建议). */
import type { PostJob, PostKind } from '../../posts/post.ts';
import type { ReviewState } from '../../store/tables/posts.ts';
import type { ProposalDecisionTable } from '../../store/tables/proposals.ts';
import type { SeasonTurn } from '../seasons/season.ts';

/** What is proposed: `item:01…`, `bundle:01…`, `season:heating:2026`, or `post:01…` for a text that no page gave. */
export type Ref = Pick<ProposalDecisionTable, 'subjectKind' | 'subjectId'>;

/** 政策包, 重点信息, 季节宣传, 现成稿件. */
export type CandidateSort = 'bundle' | 'item' | 'season' | 'post';

export interface Candidate {
  ref: Ref;
  sort: CandidateSort;
  title: string;
  /** The post it has already. */
  post: { id: string; state: ReviewState } | null;
  kind: PostKind;
  job: PostJob | null;
  /** 政策文件, 通知公告 …: what the office calls such items. */
  label: string;
  /** When it was published, arrived or was last changed, ms UTC. */
  at: number;
  /** Of a bundle: the forms of its interpretations, and whether none is owed any more. */
  bundle?: { forms: readonly string[]; complete: boolean };
  season?: SeasonTurn;
}

/** The id of a proposal as commands take it. */
export function refText({ subjectKind, subjectId }: Ref): string {
  return `${subjectKind}:${subjectId}`;
}

const kinds = ['bundle', 'item', 'season', 'post'] as const;

/** The other way; null for a text that names nothing that is ever proposed. */
export function refOf(text: string): Ref | null {
  const at = text.indexOf(':');
  const kind = kinds.find((each) => each === text.slice(0, at));
  const subjectId = text.slice(at + 1);
  return kind && subjectId !== '' ? { subjectKind: kind, subjectId } : null;
}
