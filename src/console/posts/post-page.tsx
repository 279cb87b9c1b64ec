/** 稿件: the editor of one post. The text editor is loaded with this page only. */
import { useParams } from 'wouter';
import words from '../../../content/wording/console/posts.yaml';
import { api } from '../api/client.ts';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { Trouble } from '../look/trouble.tsx';
import { PostEditor } from './post-editor.tsx';

export default function PostPage() {
  const { id = '' } = useParams<{ id: string }>();
  const { data, error, refetch } = api.useQuery(
    'get',
    '/api/v1/posts/{post}',
    { params: { path: { post: id } } },
    { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
  );
  if (error && !data) return <Trouble error={error} what={words.editor.what} onRetry={() => void refetch()} />;
  if (!data) return <RowsSkeleton rows={8} />;
  return <PostEditor key={data.post.id} page={data} reload={refetch} />;
}
