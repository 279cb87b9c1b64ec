import { type FormEvent, useId, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { api, fetchClient } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import styles from './side-sheet.module.css';
import { SideSheet } from './side-sheet.tsx';

/** 新稿件: blank, or from a Markdown file. */
export function NewPost({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const id = useId();
  const files = useRef<HTMLInputElement>(null);
  const names = api.useQuery('get', '/api/v1/posts/choices');
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState('news');
  const [job, setJob] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const made = (data: { id: string } | undefined, error: unknown) => {
    if (data) return onMade(data.id);
    const { title: what, detail, remedy } = problemOf(error);
    setProblem(`${what}：${/\.md:\d+/.test(detail) ? detail : remedy}`);
  };
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return setProblem(words.fresh.tooLong);
    const of = names.data?.kinds.find((each) => each.id === kind)?.id ?? 'news';
    const does = names.data?.jobs.find((each) => each.id === job)?.id ?? null;
    const { data, error } = await fetchClient.POST('/api/v1/posts', {
      body: { title: title.trim(), kind: of, job: does },
    });
    made(data, error);
  };
  const read = async (file: File | undefined) => {
    if (!file) return;
    const { data, error } = await fetchClient.POST('/api/v1/posts/markdown', {
      body: { file: file.name, markdown: await file.text() },
    });
    made(data, error);
  };
  return (
    <SideSheet title={words.fresh.title} close={words.fresh.leave} onClose={onClose}>
      <form className={styles.fields} onSubmit={(event) => void begin(event)}>
        <label htmlFor={`${id}t`}>{words.fresh.name}</label>
        <input id={`${id}t`} value={title} onChange={(event) => setTitle(event.target.value)} />
        <label htmlFor={`${id}k`}>{words.fresh.kind}</label>
        <select id={`${id}k`} value={kind} onChange={(event) => setKind(event.target.value)}>
          {names.data?.kinds.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}j`}>{words.fresh.job}</label>
        <select id={`${id}j`} value={job} onChange={(event) => setJob(event.target.value)}>
          <option value="">{words.fresh.noJob}</option>
          {names.data?.jobs.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <span />
        <div className={styles.acts}>
          <button type="submit">{words.fresh.begin}</button>
        </div>
        <span>{words.fresh.fromFile}</span>
        <div>
          <button type="button" onClick={() => files.current?.click()}>
            {words.fresh.choose}
          </button>
          <input
            ref={files}
            type="file"
            hidden
            accept=".md,.markdown,text/markdown"
            aria-label={words.fresh.choose}
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </div>
      </form>
      {problem ? <p role="alert">{problem}</p> : null}
    </SideSheet>
  );
}
