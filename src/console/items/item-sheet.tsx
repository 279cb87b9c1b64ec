/** One item beside its list: the extracted text left; at the right what the page says, its changes, and what is done with it. */
import { Link } from 'wouter';
import words from '../../../content/wording/console/items.yaml';
import { api } from '../api/client.ts';
import { useMay } from '../frame/frame-context.tsx';
import { useKeys } from '../frame/keys.ts';
import { useLive } from '../frame/live.ts';
import { SideSheet } from '../frame/side-sheet.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import { ItemFacts } from './item-facts.tsx';
import styles from './item-sheet.module.css';
import type { ShownItem, Source } from './item-types.ts';
import { canCompose, useItemActs } from './use-item-acts.ts';

interface Props {
  id: string;
  sources: readonly Source[];
  onClose: () => void;
}

export function ItemSheet({ id, sources, onClose }: Props) {
  const { data, error, refetch } = api.useQuery('get', '/api/v1/items/{item}', { params: { path: { item: id } } });
  useLive(['items']);
  return (
    <SideSheet
      size="wide"
      flush
      title={<span className={`song ${styles.title}`}>{data?.title ?? words.title}</span>}
      onClose={onClose}
    >
      {error && !data ? (
        <Trouble error={error} what={words.title} onRetry={() => void refetch()} />
      ) : data ? (
        <div className={styles.body}>
          <iframe
            className={styles.frame}
            title={say(words.sheet.frame, { title: data.title })}
            src={`/api/v1/items/${data.id}/text?revision=${data.revision}`}
            sandbox=""
          />
          <aside className={styles.side}>
            <Acts item={data} />
            <ItemFacts item={data} sources={sources} />
          </aside>
        </div>
      ) : (
        <RowsSkeleton rows={8} />
      )}
    </SideSheet>
  );
}

function Acts({ item }: { item: ShownItem }) {
  const { compose, leave, takeUp, sayOfPair, running, problem } = useItemActs();
  const may = useMay(['editor', 'section-head', 'leader']);
  const composes = may && canCompose(item);
  useKeys({ e: { says: words.act.compose, act: () => void compose(item) } }, { off: !composes });
  const offered = item.explains.filter((each) => !each.made);
  const made = item.explains.filter((each) => each.made);
  const nothing = !item.left && !item.post && !item.bundle && item.explains.length === 0;
  return (
    <section className={styles.what}>
      <h3>{words.sheet.what}</h3>
      {nothing ? <p className={styles.quiet}>{words.act.nothing}</p> : null}
      {item.left ? <p>{say(words.act.leftBy, { who: item.left.person, reason: item.left.reason })}</p> : null}
      {item.bundle ? <p>{words.act.isPolicy}</p> : null}
      {made.map(({ policy, name, bundle }) => (
        <p key={policy}>
          {say(words.act.isInterpretation, { name })}
          {bundle ? <Link href={`/bundles/${bundle}`}>{words.act.openBundle}</Link> : null}
        </p>
      ))}
      {offered.map(({ policy, name }) => (
        <div key={policy} className={styles.offered}>
          <p>{say(words.act.fromInterpretation, { name })}</p>
          {may ? (
            <div className={styles.two}>
              <button
                type="button"
                className={styles.act}
                onClick={() => void sayOfPair({ policy, interpretation: item.id, name }, 'refuse')}
              >
                {words.act.notIt}
              </button>
              <button
                type="button"
                className={styles.act}
                onClick={() => void sayOfPair({ policy, interpretation: item.id, name }, 'confirm')}
              >
                {words.act.join}
              </button>
            </div>
          ) : null}
        </div>
      ))}
      <div className={styles.acts}>
        {item.bundle ? (
          <Link className={styles.act} href={`/bundles/${item.bundle.id}`}>
            {words.act.openBundle}
          </Link>
        ) : null}
        {may && item.left ? (
          <button type="button" className={styles.act} onClick={() => void takeUp(item)}>
            {words.act.takeUp}
          </button>
        ) : null}
        {may && !item.left && !item.post ? (
          <button type="button" className={styles.act} onClick={() => leave(item)}>
            {words.act.leave}
          </button>
        ) : null}
        {composes || item.post ? (
          <button type="button" className={styles.main} aria-disabled={running} onClick={() => void compose(item)}>
            {item.post ? words.act.openPost : running ? words.act.composing : words.act.compose}
          </button>
        ) : null}
      </div>
      <p className={styles.problem} role="alert">
        {problem ? `${problem.title}：${problem.remedy}` : null}
      </p>
    </section>
  );
}
