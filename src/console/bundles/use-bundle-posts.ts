import { useState } from 'react';
import { useLocation } from 'wouter';
import { fetchClient, type Problem } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import type { BundlePage } from './bundle-types.ts';

/** Makes the post of a bundle, or a draft of questions, and opens it. */
export function useBundlePosts({ id, questions: drafted }: Pick<BundlePage, 'id' | 'questions'>) {
  const [, go] = useLocation();
  const [running, setRunning] = useState<'compose' | 'questions' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (what: 'compose' | 'questions') => {
    if (running) return;
    setRunning(what);
    setProblem(null);
    const path = { params: { path: { bundle: id } } };
    try {
      const { data, error } =
        what === 'compose'
          ? await fetchClient.POST('/api/v1/bundles/{bundle}/post', path)
          : await fetchClient.POST('/api/v1/bundles/{bundle}/questions', path);
      if (!data) throw error;
      go(`/posts/${data.post}`);
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setRunning(null);
    }
  };
  return {
    running,
    problem,
    compose: () => run('compose'),
    questions: () => (drafted ? Promise.resolve(go(`/posts/${drafted}`)) : run('questions')),
  };
}

export type BundlePosts = ReturnType<typeof useBundlePosts>;
