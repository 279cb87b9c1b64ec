import { inTransaction } from '../store/transaction.ts';
import { type Intaking, takeRequest } from './take-request.ts';

/** One comment (留言) under an article, as the platform lists it. */
export interface ListedComment {
  /** The platform's id of the comment under its article. */
  id: string;
  /** ms UTC. */
  at: number;
  content: string;
  /** The writer's platform id; null when the writer has no identity on the platform. */
  sender: string | null;
}

/** An article whose comments are read: the message's id for comments (`msg_data_id`) and its number in it, from 1. */
export interface CommentedArticle {
  channel: string;
  messageId: string;
  position: number;
}

/**
 * Makes a request of a comment, once: it is known by article and comment id, however often the list shows it.
 * @returns the id of the new request; null when the comment is one already
 */
export async function takeComment(
  intaking: Intaking,
  article: CommentedArticle,
  comment: ListedComment,
): Promise<string | null> {
  const intake = {
    channel: article.channel,
    way: 'comment',
    id: commentIntakeId(article, comment.id),
    sender: comment.sender,
    text: comment.content,
    receivedAt: comment.at,
  };
  return inTransaction(intaking.db, (tx) => takeRequest(intaking, tx, intake, 'worker'));
}

/** A comment's id is only unique under its article. */
export function commentIntakeId({ messageId, position }: CommentedArticle, commentId: string): string {
  return `${messageId}:${position}:${commentId}`;
}
