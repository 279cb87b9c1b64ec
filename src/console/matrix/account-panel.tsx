import { type ReactNode, useRef } from 'react';
import words from '../../../content/wording/console/matrix.yaml';
import todayWords from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { LevelShape } from '../look/level-shape.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say, titled } from '../look/say.ts';
import { timeWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import { AnswerForms } from '../today/answer-forms.tsx';
import { calmQuestions, DeliveryCause } from '../today/delivery-cause.tsx';
import styles from './account-panel.module.css';
import type { AccountDetail } from './matrix-types.ts';
import { clockLine, momentOf, platformWords, quotaLine, rightWords } from './matrix-words.ts';

/** One account: what failed with its steps, all clocks, quotas with sends by hand, rights, and the life of its token. */
export function AccountPanel({ id, onArchive }: { id: string; onArchive: () => void }) {
  const { data, error, isPending, refetch } = api.useQuery('get', '/api/v1/matrix/{account}', {
    params: { path: { account: id } },
  });
  const stays = useRef<HTMLButtonElement>(null);
  if (!data)
    return (
      <Panel title={words.table}>
        {isPending ? <RowsSkeleton rows={5} height={33} /> : null}
        {error ? <Trouble error={error} what={words.trouble.detail} onRetry={() => void refetch()} /> : null}
      </Panel>
    );
  const waits = data.next?.delivery && ['failed', 'hand-off', 'doubtful'].includes(data.next.is);
  return (
    <Panel
      title={data.name}
      note={`${platformWords(data)} ・ ${data.keeper}`}
      acts={
        <button ref={stays} type="button" className={act.link} onClick={onArchive}>
          {words.detail.archive}
        </button>
      }
      flush
    >
      {waits && data.next?.delivery ? (
        <Failure delivery={data.next.delivery} onDone={() => stays.current?.focus()} />
      ) : null}
      <Facts account={data} />
      <Stop account={data} />
    </Panel>
  );
}

/** What failed, and the answers; they go once one is given, and the focus with them to what stays. */
function Failure({ delivery, onDone }: { delivery: string; onDone: () => void }) {
  const { now } = useFrame();
  const { data } = api.useQuery('get', '/api/v1/deliveries/{id}', { params: { path: { id: delivery } } });
  if (!data?.question) return null;
  const acts: Readonly<Record<string, string>> = todayWords.panel.act;
  const isCalm = calmQuestions.has(data.question.kind);
  return (
    <div className={styles.failure} data-tone={isCalm ? 'orange' : 'red'}>
      <p className={styles.what}>
        <LevelShape level={isCalm ? 'orange' : 'red'} />
        {say(isCalm ? words.detail.waits : words.detail.failed, {
          ...{ title: titled(data.title), at: momentOf(data.dueAt, now()), act: acts[data.act] ?? '' },
        })}
      </p>
      <DeliveryCause story={data} />
      <AnswerForms story={data} onDone={onDone} />
    </div>
  );
}

function Facts({ account }: { account: AccountDetail }) {
  const { now } = useFrame();
  const { detail } = words;
  const { clocks, quotas, rights, token, history, owner, ours } = account;
  const shown = quotas.filter(({ act: of }) => of === 'massSend' || of === 'publish' || of === 'message');
  const states: Readonly<Record<string, string>> = detail.historyLine;
  return (
    <dl className={styles.facts}>
      {shown.map((quota) => (
        <Fact key={`${quota.act} ${quota.period}`} name={say(detail.quota, { act: detail.acts[quota.act] })}>
          {quotaLine(quota)}
        </Fact>
      ))}
      <Fact name={detail.clock}>
        {clocks.length === 0
          ? words.clock.none
          : clocks.map((clock) => <span key={clock.rule}>{clockLine(clock, now())}</span>)}
        {clocks[0]?.plannedAt ? <span>{say(detail.planned, { at: momentOf(clocks[0].plannedAt, now()) })}</span> : null}
      </Fact>
      {ours ? (
        <Fact name={detail.rights}>
          {rights
            .filter(({ is }) => is !== 'none')
            .map((right) => (
              <span key={right.api}>{`${words.heads[right.api]}：${rightWords(right, now())}`}</span>
            ))}
        </Fact>
      ) : null}
      {token ? (
        <Fact name={detail.token}>
          {token.until === null ? detail.tokenNone : say(detail.tokenHeld, { time: timeWords(token.until) })}
        </Fact>
      ) : null}
      {history ? (
        <Fact name={detail.history}>{say(states[history.state] ?? history.state, { n: history.found })}</Fact>
      ) : null}
      <Fact name={detail.owner}>{owner}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Stopping an account at once, with a reason; letting it send again is for those who answer for it. */
function Stop({ account: { id, name, paused, ours } }: { account: AccountDetail }) {
  const { now } = useFrame();
  const ask = useActDialog();
  const lookAgain = useLookAgain();
  const mayStop = useMay(['editor', 'section-head', 'leader', 'desk', 'system-admin']);
  const resume = useResume();
  const pause = api.useMutation('post', '/api/v1/matrix/{account}/pause');
  if (!ours) return null;
  const stop = () =>
    ask({
      title: say(words.detail.pauseTitle, { name }),
      happens: words.detail.pauseSays,
      reason: true,
      verb: words.detail.pauseVerb,
      danger: true,
      act: async (reason) => {
        await pause.mutateAsync({ params: { path: { account: id } }, body: { reason } });
        await lookAgain(['matrix', 'today', 'calendar']);
      },
    });
  return (
    <div className={styles.stop}>
      {paused ? (
        <>
          <p>
            {say(words.detail.pausedSince, { by: paused.by, at: momentOf(paused.at, now()), reason: paused.reason })}
          </p>
          {resume ? (
            <button type="button" className={act.act} onClick={() => void resume(id, name)}>
              {words.detail.resume}
            </button>
          ) : null}
        </>
      ) : mayStop ? (
        <button type="button" className={act.act} onClick={stop}>
          {words.detail.pause}
        </button>
      ) : null}
    </div>
  );
}

/** Null for those who may not. */
export function useResume(): ((id: string, name: string) => Promise<void>) | null {
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const may = useMay(['section-head', 'leader', 'system-admin']);
  const { mutateAsync } = api.useMutation('post', '/api/v1/matrix/{account}/resume');
  if (!may) return null;
  return async (account, name) => {
    try {
      await mutateAsync({ params: { path: { account } } });
      offer({ said: say(words.detail.resumed, { name }) });
    } catch (error) {
      const { title, remedy } = problemOf(error);
      offer({ said: `${title}：${remedy}` });
    }
    await lookAgain(['matrix', 'today', 'calendar']);
  };
}
