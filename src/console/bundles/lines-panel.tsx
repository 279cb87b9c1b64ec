/** 解读清单: one line a form, with how it came in, or by when it is owed. */
import { PlusOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/bundles.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { LevelChip } from '../look/level.tsx';
import { Panel } from '../look/panel.tsx';
import { say, titled } from '../look/say.ts';
import { dayWords, dueWords, startOfDay } from '../look/time-words.ts';
import styles from './bundle.module.css';
import type { BundlePage, Line } from './bundle-types.ts';
import { useBundleForms } from './use-bundle-forms.tsx';
import type { BundlePosts } from './use-bundle-posts.ts';

const DAY_MS = 86_400_000;

interface Props {
  bundle: BundlePage;
  may: boolean;
  posts: BundlePosts;
}

export function LinesPanel({ bundle, may, posts }: Props) {
  const forms = useBundleForms(bundle);
  const must = bundle.lines.filter(({ state }) => state === 'there' || state === 'owed').length;
  const free = bundle.lines.length - must;
  const acts =
    may && !bundle.archived ? (
      <>
        <button type="button" className={styles.link} onClick={forms.given}>
          {words.act.given}
        </button>
        <button type="button" className={styles.link} onClick={forms.plan}>
          <PlusOutlined aria-hidden /> {words.act.plan}
        </button>
      </>
    ) : undefined;
  return (
    <Panel title={words.lines.title} note={say(words.lines.note, { must, free })} acts={acts} flush>
      <table className={styles.lines} aria-label={words.lines.title}>
        <tbody>
          {bundle.lines.map((line, i) => (
            <LineRow
              key={line.interpretation?.id ?? `${line.state}${line.formCode}${line.stage}${i}`}
              line={line}
              bundle={bundle}
              act={may && line.state === 'owed' && line.stage === 'release' ? posts : null}
            />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function LineRow({ line, bundle, act }: { line: Line; bundle: BundlePage; act: BundlePosts | null }) {
  const { now } = useFrame();
  const stage = line.stage === 'release' ? null : words.lines.stage[line.stage];
  const form = line.form ?? stage ?? (line.state === 'waived' ? words.lines.whole : words.lines.any);
  const asks = line.formCode === '问答' || line.formCode === null;
  return (
    <tr className={line.state === 'owed' ? styles.owedLine : undefined}>
      <th scope="row" className={styles.form}>
        {form}
      </th>
      <td className={styles.state}>
        <State line={line} level={bundle.clock?.level ?? 'yellow'} />
      </td>
      <td className={styles.what}>
        <What line={line} bundle={bundle} />
      </td>
      <td className={line.state === 'owed' ? styles.dueOwed : styles.due}>{when(line, bundle, now())}</td>
      <td className={styles.verb}>
        {line.interpretation?.url && !line.interpretation.given ? (
          <Link href={`/items?item=${line.interpretation.id}`} className={styles.look}>
            {words.act.look}
            <span className="hidden-words">{line.interpretation.title}</span>
          </Link>
        ) : line.interpretation?.url ? (
          <a href={line.interpretation.url} target="_blank" rel="noreferrer" className={styles.look}>
            {words.act.look}
            <span className="hidden-words">{line.interpretation.title}</span>
          </a>
        ) : act && asks ? (
          <button
            type="button"
            className={styles.act}
            aria-disabled={act.running !== null}
            onClick={() => void act.questions()}
          >
            {act.running === 'questions'
              ? words.act.drafting
              : bundle.questions
                ? words.act.openQuestions
                : words.act.draft}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

function State({ line, level }: { line: Line; level: NonNullable<BundlePage['clock']>['level'] }) {
  const word = words.lines.state[line.state];
  if (line.state === 'there') return <LevelChip level="green" says={word} />;
  if (line.state === 'owed')
    return <LevelChip level={line.late ? 'breached' : level === 'green' ? 'yellow' : level} says={word} />;
  return <span className={styles.tag}>{word}</span>;
}

function What({ line, bundle }: { line: Line; bundle: BundlePage }): ReactNode {
  const { now } = useFrame();
  const two = (first: ReactNode, second: ReactNode) => (
    <>
      <div className={styles.first}>{first}</div>
      <div className={styles.quiet}>{second}</div>
    </>
  );
  if (line.state === 'waived' && bundle.waiver) {
    const { reason, note, by, on } = bundle.waiver;
    return two(note || reason, `${say(words.lines.waivedBy, { who: by, day: dayWords(on, now()) })} · ${reason}`);
  }
  if (line.interpretation) return two(quoted(line.interpretation.title), joinedWords(line));
  if (line.stage === 'in-force') return two(words.lines.afterForce, words.lines.stage['in-force']);
  const who = line.by
    ? line.state === 'owed'
      ? say(words.lines.by, { name: line.by.name })
      : say(words.lines.byPlanned, { name: line.by.name, n: line.channels.length })
    : words.lines.nobody;
  return two(
    bundle.section && line.by ? `${bundle.section.name} ${who}` : who,
    line.state === 'planned' ? words.lines.notCounted : words.lines.fromText,
  );
}

/** Titles stand in the marks of a title, those that have marks inside keep them. */
function quoted(title: string): string {
  return title.startsWith('《') && title.endsWith('》') ? title : titled(title);
}

/** How it came into the bundle: 精确匹配 · 文号一致, or who said so. */
function joinedWords({ joined, interpretation }: Line): string {
  if (!joined) return '';
  if (interpretation?.given) return say(words.lines.given, { who: joined.by ?? '' });
  const how = joined.by
    ? say(words.lines.confirmed, { who: joined.by })
    : (joined.score ?? 0) >= 0.99
      ? words.lines.exact
      : words.lines.likely;
  const [first] = joined.reasons;
  return first ? `${how} · ${first}` : how;
}

function when(line: Line, { clock }: BundlePage, now: number): string {
  const { interpretation } = line;
  if (line.state === 'waived') return words.lines.written;
  if (interpretation) {
    const day = interpretation.on === null ? words.noDate : dayWords(interpretation.on, now);
    const { timing } = interpretation;
    const days = clock?.rule.days ?? 0;
    const within = say(clock?.rule.unit === 'day' ? words.lines.withinDays : words.lines.within, { n: days });
    return timing === null ? day : `${day} · ${timing === 'within' ? within : words.lines.timing[timing]}`;
  }
  if (line.dueOn === null) return '';
  if (line.state === 'planned') return dayWords(line.dueOn, now);
  const { workingDaysLeft, provisional } = line;
  return dueWords({ dueAt: startOfDay(line.dueOn) + DAY_MS, now, workingDaysLeft, provisional });
}
