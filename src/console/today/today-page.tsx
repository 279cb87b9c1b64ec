import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { useFrame, useMay } from '../frame/frame-context.tsx';
import { useLive } from '../frame/live.ts';
import { PageTitle } from '../frame/page-title.tsx';
import act from '../look/act.module.css';
import { NewsBar } from '../look/news-bar.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import { AskingFoot } from './asking.tsx';
import { PauseSending, usePauseSending } from './pause-sending.tsx';
import { PickPanel } from './pick-panel.tsx';
import { QuestionPanel } from './question-panel.tsx';
import { RulerPanel } from './ruler-panel.tsx';
import { Timeline } from './timeline.tsx';
import { titleWords } from './title-words.ts';
import { TodayList } from './today-list.tsx';
import styles from './today-page.module.css';

/** 今日: what must be done next, what goes out today, and the ruler of all clocks. */
export default function TodayPage() {
  const { now } = useFrame();
  const writes = useMay(['editor', 'section-head', 'leader']);
  const [search, setSearch] = useSearchParams();
  const whose = search.get('whose') === 'all' ? 'all' : 'mine';
  const live = useLive(['today', 'notices']);
  const asked = api.useQuery(
    'get',
    '/api/v1/today',
    { params: { query: { whose } } },
    { placeholderData: (kept) => kept, refetchInterval: 60_000 },
  );
  const [delivery, setDelivery] = useState<string | null>(null);
  const [pick, setPick] = useState<{ channel: string; name: string } | null>(null);
  const pausing = usePauseSending();
  const begin = useRef(pausing.open);
  begin.current = pausing.open;
  const wantsPause = search.has('pause') && pausing.may;
  useEffect(() => {
    if (!wantsPause) return;
    // The search and the phone lead here to pause everything; going back does not ask again.
    setSearch({}, { replace: true });
    begin.current();
  }, [wantsPause, setSearch]);
  const { data } = asked;
  const choose = (next: 'mine' | 'all') => setSearch(next === 'all' ? { whose: 'all' } : {});
  return (
    <div className={styles.page}>
      <div>
        <PageTitle
          title={data ? titleWords(data, now()) : words.what}
          acts={
            <>
              {data && data.view !== 'inspector' ? (
                <fieldset className={act.switch} aria-label={words.whose.label}>
                  {(['mine', 'all'] as const).map((each) => (
                    <button key={each} type="button" aria-pressed={whose === each} onClick={() => choose(each)}>
                      {whose === each ? words.whose[each] : say(words.whose[`${each}N`], { n: data.counts[each] })}
                    </button>
                  ))}
                </fieldset>
              ) : null}
              <PauseSending />
              {writes ? (
                <Link href="/posts?new=1" className={`${act.act} ${styles.new}`}>
                  <PlusOutlined aria-hidden="true" /> {words.acts.newPost}
                </Link>
              ) : null}
            </>
          }
        />
        <NewsBar live={live} />
      </div>
      {asked.error && !data ? (
        <Trouble error={asked.error} what={words.what} onRetry={() => void asked.refetch()} />
      ) : null}
      {asked.isPending ? <RowsSkeleton rows={7} /> : null}
      {data ? (
        <>
          <div className={styles.upper}>
            <TodayList today={data} />
            <Panel
              title={words.timeline.title}
              note={say(words.timeline.count, { n: data.timeline.count })}
              acts={<Link href="/calendar">{words.timeline.calendar}</Link>}
              className={styles.side}
              {...(data.asking.length > 0 ? { foot: <AskingFoot asking={data.asking} /> } : {})}
            >
              <Timeline timeline={data.timeline} onOpen={setDelivery} />
            </Panel>
          </div>
          <RulerPanel today={data} onPick={(channel, name) => setPick({ channel, name })} onDelivery={setDelivery} />
        </>
      ) : null}
      {delivery === null ? null : <QuestionPanel delivery={delivery} onClose={() => setDelivery(null)} />}
      {pick ? <PickPanel channel={pick.channel} channelName={pick.name} onClose={() => setPick(null)} /> : null}
    </div>
  );
}
