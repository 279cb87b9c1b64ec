import { useState } from 'react';
import words from '../../../content/wording/console/review.yaml';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { useConfirm } from '../access/confirm-session.ts';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { EmbargoDialog } from './embargo-dialog.tsx';
import styles from './keeping-acts.module.css';
import type { Keeping } from './review-data.ts';

interface Props {
  post: string;
  title: string;
  keeping: Keeping;
  /** After an act, for who keeps the answer himself. */
  onDone?: () => void;
}

const said = words.keeping;

/** What keeps a post back beside its signatures, and the acts on it: hold, release, embargo, take the approval back. */
export function KeepingActs({ post, title, keeping, onDone }: Props) {
  const { held, embargoUntil } = keeping;
  const { now } = useFrame();
  const ask = useActDialog();
  const confirm = useConfirm();
  const look = useLookAgain();
  const { offer } = useUndo();
  const [embargoing, setEmbargoing] = useState(false);
  const params = { path: { post } };
  const told = async (done: string) => {
    offer({ said: done });
    onDone?.();
    await look(['review', 'posts', 'today', 'calendar', 'frame']);
  };
  const hold = () =>
    ask({
      title: say(said.holdTitle, { title }),
      happens: said.holdHappens,
      reason: { label: said.holdReason, usual: said.holdUsual },
      verb: said.hold,
      act: async (reason) => {
        const { error } = await fetchClient.POST('/api/v1/review/{post}/hold', { params, body: { reason } });
        if (error) throw error;
        await told(said.holdDone);
      },
    });
  const release = () =>
    ask({
      title: say(said.releaseTitle, { title }),
      happens: said.releaseHappens,
      verb: said.release,
      act: async () => {
        const { error } = await fetchClient.POST('/api/v1/review/{post}/release', { params });
        if (error) throw error;
        await told(said.releaseDone);
      },
    });
  const embargo = async (until: number | null) => {
    const { error } = await fetchClient.PUT('/api/v1/review/{post}/embargo', { params, body: { until } });
    if (error) throw error;
    await told(until === null ? said.liftDone : say(said.embargoDone, { at: momentWords(until, now()) }));
  };
  const lift = () =>
    ask({
      title: say(said.liftTitle, { title }),
      happens: said.liftHappens,
      verb: said.lift,
      act: () => embargo(null),
    });
  const withdraw = () =>
    ask({
      title: say(said.withdrawTitle, { title }),
      happens: said.withdrawHappens,
      cannotUndo: said.withdrawCannot,
      reason: { label: said.withdrawReason },
      verb: said.withdraw,
      danger: true,
      act: (reason) =>
        confirm.guarded(async () => {
          const { error } = await fetchClient.POST('/api/v1/review/{post}/withdraw', { params, body: { reason } });
          if (error) throw error;
          await told(said.withdrawDone);
        }),
    });
  return (
    <div className={styles.keeping}>
      {held ? <p>{say(said.held, { ...held, at: momentWords(held.at, now()) })}</p> : null}
      {embargoUntil === null ? null : <p>{say(said.embargo, { at: momentWords(embargoUntil, now()) })}</p>}
      <div className={styles.acts}>
        {keeping.mayRelease ? <Act verb={said.release} onClick={release} /> : null}
        {keeping.mayHold ? <Act verb={said.hold} onClick={hold} /> : null}
        {keeping.mayEmbargo ? (
          <Act verb={embargoUntil === null ? said.embargoAct : said.embargoMove} onClick={() => setEmbargoing(true)} />
        ) : null}
        {keeping.mayShorten && embargoUntil !== null ? <Act verb={said.lift} onClick={lift} /> : null}
        {keeping.mayWithdraw ? <Act verb={said.withdraw} onClick={withdraw} danger /> : null}
      </div>
      {embargoing ? (
        <EmbargoDialog
          title={title}
          from={embargoUntil}
          isLongerOnly={!keeping.mayShorten}
          embargo={embargo}
          onClose={() => setEmbargoing(false)}
        />
      ) : null}
      {confirm.asking ? <ConfirmDialog answer={confirm.answer} onLeave={confirm.leave} /> : null}
    </div>
  );
}

function Act({ verb, onClick, danger = false }: { verb: string; onClick: () => void; danger?: boolean }) {
  return (
    <button type="button" className={danger ? `${act.act} ${act.danger}` : act.act} onClick={onClick}>
      {verb}
    </button>
  );
}
