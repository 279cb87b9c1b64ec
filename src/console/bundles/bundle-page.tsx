/** 政策包: one policy with its interpretations, what is owed, what is doubtful, and where it goes. */
import { HistoryOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import words from '../../../content/wording/console/bundles.yaml';
import { api } from '../api/client.ts';
import { useMay } from '../frame/frame-context.tsx';
import { useKeys } from '../frame/keys.ts';
import { useLive } from '../frame/live.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { LevelChip } from '../look/level.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './bundle.module.css';
import { BundleMenu } from './bundle-menu.tsx';
import { type BundlePage as Bundle, owedLines } from './bundle-types.ts';
import { ConsultPanel } from './consult-panel.tsx';
import { DocumentCard } from './document-card.tsx';
import { DoubtCard } from './doubt-card.tsx';
import { HeadsPanel } from './heads-panel.tsx';
import { HistorySheet } from './history-sheet.tsx';
import { LinesPanel } from './lines-panel.tsx';
import { OwesPanel } from './owes-panel.tsx';
import { StepsPanel } from './steps-panel.tsx';
import { useBundlePosts } from './use-bundle-posts.ts';
import { WherePanel } from './where-panel.tsx';

export default function BundlePage() {
  const { id = '' } = useParams();
  const query = { params: { path: { bundle: id } } };
  const { data, error, refetch } = api.useQuery('get', '/api/v1/bundles/{bundle}', query);
  useLive(['bundles']);
  if (error && !data)
    return (
      <>
        <PageTitle title={words.title} />
        <Trouble error={error} what={words.title} onRetry={() => void refetch()} />
      </>
    );
  if (!data)
    return (
      <>
        <PageTitle title={words.title} />
        <RowsSkeleton rows={6} />
      </>
    );
  return <Opened bundle={data} />;
}

function Opened({ bundle }: { bundle: Bundle }) {
  const [, go] = useLocation();
  const may = useMay(['editor', 'section-head', 'leader']);
  const [history, setHistory] = useState(false);
  const posts = useBundlePosts(bundle);
  const name = bundle.documentNumber ?? bundle.title;
  const asks = bundle.lines.some(({ state, formCode }) => state === 'owed' && (formCode === '问答' || !formCode));
  useKeys({ escape: { says: words.keys.back, act: () => go('/bundles') } }, { off: history });
  const acts = (
    <>
      <button type="button" className={styles.act} onClick={() => setHistory(true)}>
        <HistoryOutlined aria-hidden /> {words.act.history}
      </button>
      {may && !bundle.archived ? <BundleMenu bundle={bundle} /> : null}
      {bundle.post ? (
        <Link className={styles.act} href={`/posts/${bundle.post.id}`}>
          {say(words.act.post, { state: words.postState[bundle.post.state] })}
        </Link>
      ) : null}
      {may && !bundle.archived && bundle.phase === 'final' && bundle.post === null ? (
        <button
          type="button"
          className={asks && !bundle.questions ? styles.act : styles.main}
          aria-disabled={posts.running !== null}
          onClick={() => void posts.compose()}
        >
          {posts.running === 'compose' ? words.act.composing : words.act.compose}
        </button>
      ) : null}
      {may && !bundle.archived && bundle.phase === 'final' ? (
        bundle.questions ? (
          <Link className={styles.act} href={`/posts/${bundle.questions}`}>
            {words.act.openQuestions}
          </Link>
        ) : asks ? (
          <button
            type="button"
            className={styles.main}
            aria-disabled={posts.running !== null}
            onClick={() => void posts.questions()}
          >
            {posts.running === 'questions' ? words.act.drafting : words.act.questions}
          </button>
        ) : null
      ) : null}
    </>
  );
  return (
    <>
      <PageTitle
        tab={name}
        title={
          <span className={styles.crumbs}>
            <Link href="/bundles" className={styles.crumb}>
              {words.title}
            </Link>
            <span aria-hidden="true" className={styles.slash}>
              /
            </span>
            <span>{name}</span>
          </span>
        }
        lead={<Standing bundle={bundle} />}
        acts={acts}
      />
      <p className={styles.problem} role="alert">
        {posts.problem ? `${posts.problem.title}：${posts.problem.remedy}` : null}
      </p>
      <div className={styles.grid}>
        <div className={styles.column}>
          <DocumentCard bundle={bundle} may={may} />
          <StepsPanel bundle={bundle} />
          <LinesPanel bundle={bundle} may={may} posts={posts} />
        </div>
        <div className={styles.column}>
          <DoubtCard bundle={bundle} may={may} />
          <HeadsPanel bundle={bundle} may={may} />
          <WherePanel bundle={bundle} />
          <ConsultPanel bundle={bundle} may={may} />
          <OwesPanel bundle={bundle} />
        </div>
      </div>
      {history ? <HistorySheet bundle={bundle} onClose={() => setHistory(false)} /> : null}
    </>
  );
}

/** 还欠 1 样解读, at the level of the limit. */
function Standing({ bundle }: { bundle: Bundle }) {
  if (bundle.archived) return <LevelChip level="paused" says={words.chip.archived} />;
  if (bundle.phase === 'draft') return <LevelChip level="paused" says={words.chip.drafted} />;
  if (bundle.waiver) return <LevelChip level="paused" says={words.chip.waived} />;
  const owed = owedLines(bundle);
  if (owed.length === 0) return <LevelChip level="green" says={words.chip.complete} />;
  const late = owed.some((line) => line.late);
  const says = say(late ? words.chip.late : words.chip.owes, { n: owed.length });
  return <LevelChip level={late ? 'breached' : (bundle.clock?.level ?? 'yellow')} says={says} />;
}
