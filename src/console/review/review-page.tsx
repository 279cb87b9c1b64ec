import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import words from '../../../content/wording/console/review.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useKeys } from '../frame/keys.ts';
import { useLive } from '../frame/live.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { Empty } from '../look/empty.tsx';
import { usePhone } from '../look/media.ts';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { timeWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import { ChainPanel } from './chain-panel.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { GatesPanel } from './gates-panel.tsx';
import { KeepingPanel } from './keeping-panel.tsx';
import { PhoneReview } from './phone-review.tsx';
import { QueueList } from './queue-list.tsx';
import { ReadingPanel, type Way } from './reading-panel.tsx';
import { ReturnPanel } from './return-panel.tsx';
import type { Queue, View } from './review-data.ts';
import styles from './review-page.module.css';
import { selectedMark } from './selected-mark.ts';
import { SignPanel } from './sign-panel.tsx';
import { useReview } from './use-review.ts';

/** 审核: the queue, the text under review, gates, chain and signature; on a phone one post a screen. */
export default function ReviewPage() {
  const { post } = useParams<{ post?: string }>();
  const queue = api.useQuery('get', '/api/v1/review');
  useLive(['review']);
  const isPhone = usePhone();
  const current = post ?? queue.data?.waiting[0]?.post ?? null;
  const view = api.useQuery(
    'get',
    '/api/v1/review/{post}',
    { params: { path: { post: current ?? '' } } },
    { enabled: current !== null, retry: false },
  );
  // What was read stays while the network is dead or nobody is signed in; what the server refuses does not.
  const isGone = view.isError && (!view.data || [403, 404].includes(problemOf(view.error).status));
  if (queue.isError && !queue.data)
    return <Trouble error={queue.error} what={words.queue.what} onRetry={() => void queue.refetch()} />;
  if (!queue.data) return <Frame lead="" />;
  if (isPhone) {
    if (current === null) return <Waiting empty />;
    if (isGone) return <Trouble error={view.error} what={words.view.what} onRetry={() => void view.refetch()} />;
    if (!view.data) return <Waiting />;
    return <PhoneReview key={view.data.review} view={view.data} queue={queue.data} />;
  }
  return (
    <>
      <Frame lead={leadOf(queue.data)} />
      <div className={styles.page}>
        <QueueList queue={queue.data} current={current} />
        {current === null ? (
          <div className={styles.blank}>
            <Empty says={words.view.pick} />
          </div>
        ) : isGone ? (
          <div className={styles.blank}>
            <Trouble error={view.error} what={words.view.what} onRetry={() => void view.refetch()} />
          </div>
        ) : view.data ? (
          <Desk key={view.data.review} view={view.data} queue={queue.data} />
        ) : (
          <div className={styles.blank}>
            <RowsSkeleton rows={8} height={40} />
          </div>
        )}
      </div>
    </>
  );
}

function Waiting({ empty = false }: { empty?: boolean }) {
  return (
    <>
      <PageTitle title={words.phone.title} />
      {empty ? <Empty says={words.phone.none} /> : <RowsSkeleton rows={4} height={96} />}
    </>
  );
}

function Frame({ lead }: { lead: string }) {
  const { keys } = words;
  return (
    <PageTitle
      title={words.title}
      lead={lead}
      acts={
        <p className={styles.keys}>
          <kbd>J</kbd> <kbd>K</kbd> {keys.change} <kbd>1</kbd> – <kbd>5</kbd> {keys.gates} <kbd>Ctrl Enter</kbd>{' '}
          {keys.sign} <kbd>R</kbd> {keys.back}
        </p>
      }
    />
  );
}

/** 3 篇等我签，签完这 1 篇能赶上 10:00 的发布 */
function leadOf({ count, waiting }: Queue): string {
  if (count === 0) return words.lead.none;
  const first = waiting[0];
  const ticks = waiting.filter(({ asks }) => asks === 'tick').length;
  if (ticks === waiting.length) return say(words.lead.ticks, { n: count });
  const some = say(words.lead.some, { n: count }) + (ticks > 0 ? say(words.lead.both, { n: ticks }) : '');
  const near = first?.due === 'release' && (first.level === 'red' || first.level === 'orange');
  return near ? some + say(words.lead.inTime, { time: timeWords(first.dueAt) }) : some;
}

function Desk({ view, queue }: { view: View; queue: Queue }) {
  const reviewed = useReview(view, queue);
  const { signing, returning, setReturning, marks } = reviewed;
  const [way, setWay] = useState<Way>(view.readBefore && !view.sentBack ? 'diff' : 'full');
  const [, goTo] = useLocation();
  const move = (by: number) => {
    const at = queue.waiting.findIndex((each) => each.post === view.post);
    const next = queue.waiting[at + by];
    if (next) goTo(`/review/${next.post}`);
  };
  const mark = () => {
    const found = selectedMark();
    if (found) reviewed.addMark(found);
    // Nothing can be selected in the frame of the phone.
    if (way === 'phone') setWay('full');
    setReturning(true);
  };
  const ways: readonly Way[] = view.readBefore ? ['diff', 'full'] : ['full', 'phone'];
  useKeys({
    j: { says: words.phone.next, act: () => move(1) },
    k: { says: words.phone.previous, act: () => move(-1) },
    d: { says: words.keys.view, act: () => setWay(way === ways[0] ? (ways[1] ?? way) : (ways[0] ?? way)) },
    r: { says: words.back.act, act: () => view.mine.may && mark() },
    'ctrl+enter': { says: words.sign.act, act: () => !returning && reviewed.sign() },
    ...Object.fromEntries(
      view.gates.slice(0, 9).map((gate, i) => [
        String(i + 1),
        {
          says: say(words.keys.gate, { name: gate.name }),
          act: () => (gate.may || gate.ticked?.mine) && view.state === 'open' && void signing.tick(gate.id),
        },
      ]),
    ),
    ...(returning ? { escape: () => setReturning(false) } : {}),
  });
  return (
    <>
      <ReadingPanel view={view} way={way} onWay={setWay} marks={marks} />
      <div className={styles.side}>
        <GatesPanel view={view} onTick={(gate) => void signing.tick(gate)} />
        <ChainPanel view={view} />
        <KeepingPanel view={view} />
        <div className={styles.sign}>
          {returning ? (
            <ReturnPanel
              marks={marks}
              onMark={mark}
              onDrop={reviewed.dropMark}
              reason={reviewed.reason}
              kept={reviewed.keptReason}
              onReason={reviewed.writeReason}
              signing={signing}
              onLeave={() => setReturning(false)}
              onReturn={reviewed.giveBack}
              marking
            />
          ) : (
            <SignPanel
              view={view}
              opinion={reviewed.opinion}
              kept={reviewed.kept}
              onOpinion={reviewed.write}
              signing={signing}
              onSign={reviewed.sign}
              onReturn={mark}
            />
          )}
        </div>
      </div>
      {signing.pending ? <ConfirmDialog then={signing.pending} onClose={signing.forget} /> : null}
    </>
  );
}
