import { useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { fetchClient } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { kindOf } from './finding-card.tsx';
import type { Editor } from './post-types.ts';
import type { EditorText } from './use-editor.ts';

interface Parts {
  post: Editor['post'];
  text: EditorText;
  reload: () => Promise<unknown>;
}

/** 送审: off while something must be mended, and it says what. */
export function useSubmit({ post, text, reload }: Parts) {
  const undo = useUndo();
  const [isRunning, setRunning] = useState(false);
  const [said, setSaid] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const must = text.check.findings.filter((f) => f.severity === 'blocking' && !f.excepted);
  const kinds = [...new Set(must.map(({ check }) => kindOf(check)))].join('、');
  const isSaved = Object.keys(text.texts).length === 0;
  const why =
    must.length > 0
      ? say(words.editor.blocked, { n: must.length, kinds })
      : isSaved && text.check.version === text.copy.version
        ? null
        : words.editor.checking;
  const run = () => {
    if (isRunning || !text.editable) return;
    if (why !== null) {
      setSaid(true);
      setTimeout(() => setSaid(false), 4_000);
      return;
    }
    setRunning(true);
    setProblem(null);
    const send = async () => {
      const { data, error } = await fetchClient.POST('/api/v1/posts/{post}/submit', {
        params: { path: { post: post.id } },
        body: { version: text.copy.version },
      });
      if (data) {
        text.adopt({ ...text.copy, dirty: 0, baseRevision: data.revision });
        undo.offer({ said: say(words.editor.submitted, { n: data.revision }) });
      } else {
        const { title, remedy } = problemOf(error);
        setProblem(`${title}：${remedy}`);
        void text.lookAtFindings();
      }
      await reload();
    };
    void send()
      .catch((error: unknown) => setProblem(problemOf(error).title))
      .finally(() => setRunning(false));
  };
  return { why, said, run, isRunning, problem };
}

export type Submit = ReturnType<typeof useSubmit>;
