import { Link } from 'wouter';
import words from '../../../content/wording/console/today.yaml';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { useLive } from '../frame/live.ts';
import { SideSheet } from '../frame/side-sheet.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say, titled } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import { AnswerForms } from './answer-forms.tsx';
import { DeliveryCause } from './delivery-cause.tsx';
import { DeliveryHistory } from './delivery-history.tsx';
import { RemindAdmin } from './remind-admin.tsx';

interface Props {
  /** Id of the delivery. */
  delivery: string;
  onClose: () => void;
}

/** One delivery: what happened, what to do, and the answer of a person. Also the matrix opens it. */
export function QuestionPanel({ delivery, onClose }: Props) {
  const { now } = useFrame();
  useLive(['deliveries']);
  const asked = api.useQuery('get', '/api/v1/deliveries/{id}', { params: { path: { id: delivery } } });
  const { data } = asked;
  const acts: Readonly<Record<string, string>> = words.panel.act;
  const note = data
    ? say(words.panel.on, {
        ...{ channel: data.channelName, act: acts[data.act] ?? data.act, moment: momentWords(data.dueAt, now()) },
      })
    : undefined;
  return (
    <SideSheet title={data?.title ? titled(data.title) : words.panel.title} note={note} onClose={onClose}>
      {asked.isPending ? <RowsSkeleton rows={5} /> : null}
      {asked.error ? <Trouble error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {data ? (
        <>
          <DeliveryCause story={data} />
          {data.reason === 'confirmation' ? <RemindAdmin story={data} /> : null}
          {data.question ? <AnswerForms story={data} onDone={onClose} /> : null}
          {data.publications.map((each) => (
            <p key={each.position}>
              {say(words.panel.out, { title: each.title })}{' '}
              {each.url ? (
                <a href={each.url} target="_blank" rel="noreferrer">
                  {words.panel.open}
                </a>
              ) : null}
            </p>
          ))}
          <DeliveryHistory story={data} />
          <p>
            <Link href={`/posts/${data.post}`}>{words.panel.edit}</Link>
          </p>
          {data.byHand && !data.question ? (
            <p>
              <Link href={`/by-hand/${delivery}`}>{words.panel.goByHand}</Link>
            </p>
          ) : null}
        </>
      ) : null}
    </SideSheet>
  );
}
