import { useState } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/requests.yaml';
import { api } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { useLive } from '../frame/live.ts';
import act from '../look/act.module.css';
import { LevelChip } from '../look/level.tsx';
import { useSmall } from '../look/media.ts';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './case.module.css';
import { CaseFoot } from './case-foot.tsx';
import { CaseLines, type Clear } from './case-lines.tsx';
import { CaseSide } from './case-side.tsx';
import type { ListedRequest, RequestCase } from './request-types.ts';
import { dueOf } from './request-words.ts';
import panes from './requests.module.css';

interface Props {
  id: string;
  hrefOf: (request: ListedRequest) => string;
  /** Address of the list, for a phone. */
  back: string;
}

/** The middle and the right pane: the citizen's words with what was done, and why it is due when it is. */
export function RequestCasePane({ id, hrefOf, back }: Props) {
  const { data, error, isPending, refetch } = api.useQuery('get', '/api/v1/requests/{request}', {
    params: { path: { request: id } },
  });
  useLive(['requests']);
  const [clear, setClear] = useState<Clear | null>(null);
  if (isPending) return <div className={panes.case}>{<RowsSkeleton rows={6} />}</div>;
  if (!data)
    return (
      <div className={panes.case}>
        <Trouble error={error} what={words.trouble.case} onRetry={() => void refetch()} />
      </div>
    );
  return (
    <>
      <article className={panes.case} aria-labelledby="case-title">
        <Link href={back} className={panes.back}>
          {words.toList}
        </Link>
        <CaseHead request={data} clear={clear} setClear={setClear} />
        <CaseLines request={data} clear={clear} />
        <CaseFoot key={data.id} request={data} />
      </article>
      <CaseSide request={data} hrefOf={hrefOf} />
    </>
  );
}

interface HeadProps {
  request: RequestCase;
  clear: Clear | null;
  setClear: (clear: Clear | null) => void;
}

function CaseHead({ request, clear, setClear }: HeadProps) {
  const { now } = useFrame();
  const ask = useActDialog();
  const unmask = api.useMutation('post', '/api/v1/requests/{request}/unmask');
  const { title, number, kind, intake, section, assignee, level, isMasked } = request;
  const sender = clear?.sender ?? request.sender;
  const show = () =>
    ask({
      title: words.showTitle,
      happens: words.showSays,
      reason: { label: words.showWhy, usual: words.showUsual },
      verb: words.showVerb,
      act: async (reason) => {
        const shown = await unmask.mutateAsync({ params: { path: { request: request.id } }, body: { reason } });
        setClear({ ...shown, notes: Object.fromEntries(shown.notes.map((note) => [note.id, note.text])) });
      },
    });
  // On a phone the case is the page; beside the list it is a part of it.
  const Title = useSmall() ? 'h1' : 'h2';
  return (
    <header className={styles.head}>
      <div className={styles.titleLine}>
        <Title className={styles.title} id="case-title">
          {title}
        </Title>
        {level === null ? null : <LevelChip level={level} says={dueOf(request, now())} />}
      </div>
      <div className={styles.facts}>
        <span className="nowrap">{number}</span>
        <span>{`${kind} ・ ${intake}`}</span>
        <span>{sender === null ? words.noSender : say(words.from, { sender })}</span>
        {isMasked ? (
          <button type="button" className={act.link} onClick={clear ? () => setClear(null) : show}>
            {clear ? words.hide : words.show}
          </button>
        ) : null}
        <span className={styles.keeper}>
          {assignee ? (
            <span className={styles.face} aria-hidden="true">
              {assignee.name.slice(0, 1)}
            </span>
          ) : null}
          {say(assignee ? words.keeper : words.keeperNobody, { section: section.name, person: assignee?.name ?? '' })}
        </span>
      </div>
    </header>
  );
}
