import { Link, useLocation, useParams } from 'wouter';
import words from '../../../content/wording/console/hand-off.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { useLive } from '../frame/live.ts';
import { PageTitle } from '../frame/page-title.tsx';
import act from '../look/act.module.css';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say, titled } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import { AnswerForms } from '../today/answer-forms.tsx';
import type { DeliveryStory } from '../today/today-types.ts';
import { ArticlePanel } from './article-panel.tsx';
import { CopiedField } from './copied-field.tsx';
import styles from './hand-off.module.css';
import type { HandOff } from './hand-off-types.ts';
import { StepsPanel } from './steps-panel.tsx';
import { TakePanel } from './take-panel.tsx';

/** An approved text that a person publishes: steps, parts to copy, how it has to look, and what came of it. */
export default function HandOffPage() {
  const { delivery = '' } = useParams<{ delivery: string }>();
  const { now } = useFrame();
  const [, go] = useLocation();
  useLive(['deliveries']);
  const of = { params: { path: { id: delivery } } };
  const story = api.useQuery('get', '/api/v1/deliveries/{id}', of);
  const taken = api.useQuery('get', '/api/v1/deliveries/{id}/hand-off', of);
  const isFree = taken.isError && problemOf(taken.error).code === 'hand-off-not-taken';
  const { data } = taken;
  const title = story.data ? titled(story.data.title) : '';
  const lead =
    story.data && data
      ? say(words.lead, { account: data.account, way: data.actWords, moment: momentWords(data.dueAt, now()) })
      : story.data?.channelName;
  return (
    <>
      <PageTitle
        title={say(words.title, { title })}
        lead={lead}
        acts={
          <>
            {story.data ? (
              <Link href={`/posts/${story.data.post}`} className={act.act}>
                {words.back}
              </Link>
            ) : null}
            {data && !taken.isError ? (
              <a className={act.act} href={`/api/v1/deliveries/${delivery}/hand-off/package`} download>
                {words.package}
              </a>
            ) : null}
          </>
        }
      />
      {story.isError ? <Trouble error={story.error} what={words.trouble} /> : null}
      {taken.isPending ? <RowsSkeleton rows={6} height={60} /> : null}
      {isFree && story.data ? <TakePanel delivery={delivery} /> : null}
      {taken.isError && !isFree ? <Trouble error={taken.error} what={words.trouble} /> : null}
      {data && !taken.isError ? <Taken handOff={data} story={story.data} onDone={() => go('/')} /> : null}
    </>
  );
}

function Taken({ handOff, story, onDone }: { handOff: HandOff; story: DeliveryStory | undefined; onDone: () => void }) {
  const { articles, message, delivery, title } = handOff;
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <StepsPanel handOff={handOff} />
        {message === null ? null : (
          <Panel title={words.message}>
            <dl className={styles.fields}>
              <CopiedField name={words.fields.text} value={message} />
            </dl>
          </Panel>
        )}
        {articles.map((article, i) => (
          <ArticlePanel key={article.title} article={article} n={i + 1} of={articles.length} />
        ))}
        {story?.question ? (
          <Panel title={words.after} note={words.afterSays}>
            <AnswerForms story={{ ...story, byHand: false }} onDone={onDone} />
          </Panel>
        ) : null}
      </div>
      {message === null ? (
        <Panel title={words.look} className={styles.phone}>
          <iframe title={say(words.frame, { title })} src={`/api/v1/deliveries/${delivery}/hand-off/phone`} />
        </Panel>
      ) : null}
    </div>
  );
}
