import words from '../../../content/wording/console/review.yaml';
import { Panel } from '../look/panel.tsx';
import { KeepingActs } from './keeping-acts.tsx';
import type { View } from './review-data.ts';

/** Before it goes out: for a post that is signed through, and for one that is held or under embargo already. */
export function KeepingPanel({ view: { post, title, state, keeping } }: { view: View }) {
  const isKept = keeping.held !== null || keeping.embargoUntil !== null;
  const mayAct = keeping.mayHold || keeping.mayRelease || keeping.mayEmbargo || keeping.mayWithdraw;
  if (!isKept && (state !== 'approved' || !mayAct)) return null;
  return (
    <Panel title={words.keeping.title}>
      <KeepingActs post={post} title={title} keeping={keeping} />
    </Panel>
  );
}
