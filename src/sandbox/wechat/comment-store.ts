import type { Platform } from '../platform.ts';
import { nextSerial } from '../serial-numbers.ts';

/** A citizen's comment on an article. */
export interface Comment {
  userCommentId: string;
  appid: string;
  msgDataId: string;
  /** Article of the message, from 0. */
  idx: number;
  /** Null when the writer did not comment with a WeChat identity. */
  openid: string | null;
  content: string;
  createdAt: number;
  /** 0 ordinary, 1 featured (精选). */
  type: number;
  reply: string | null;
  repliedAt: number | null;
  /** A comment that its writer deleted still appears in the list. */
  deletedByWriter: 0 | 1;
}

const columns = `user_comment_id as userCommentId, appid, msg_data_id as msgDataId, idx, openid, content,
  created_at as createdAt, type, reply, replied_at as repliedAt, deleted_by_writer as deletedByWriter`;

/** @returns its user_comment_id */
export function addComment(
  platform: Platform,
  comment: Omit<Comment, 'userCommentId' | 'reply' | 'repliedAt'>,
): string {
  const userCommentId = nextSerial(platform, 'comment');
  platform.db
    .prepare(
      `insert into comment (user_comment_id, appid, msg_data_id, idx, openid, content, created_at, type, deleted_by_writer)
       values (@userCommentId, @appid, @msgDataId, @idx, @openid, @content, @createdAt, @type, @deletedByWriter)`,
    )
    .run({ ...comment, userCommentId });
  return userCommentId;
}

export function findComment(platform: Platform, appid: string, userCommentId: string): Comment | undefined {
  return platform.db
    .prepare<[string, string], Comment>(`select ${columns} from comment where appid = ? and user_comment_id = ?`)
    .get(appid, userCommentId);
}

/** Comments of an article, the newest first. */
export function commentsOf(platform: Platform, appid: string, msgDataId: string, idx: number): Comment[] {
  return platform.db
    .prepare<[string, string, number], Comment>(
      `select ${columns} from comment where appid = ? and msg_data_id = ? and idx = ? order by created_at desc, rowid desc`,
    )
    .all(appid, msgDataId, idx);
}

export function saveComment(platform: Platform, comment: Comment): void {
  platform.db
    .prepare(
      `update comment set type = @type, reply = @reply, replied_at = @repliedAt, deleted_by_writer = @deletedByWriter
       where user_comment_id = @userCommentId`,
    )
    .run({
      userCommentId: comment.userCommentId,
      type: comment.type,
      reply: comment.reply,
      repliedAt: comment.repliedAt,
      deletedByWriter: comment.deletedByWriter,
    });
}

export function deleteComment(platform: Platform, userCommentId: string): void {
  platform.db.prepare('delete from comment where user_comment_id = ?').run(userCommentId);
}
