/** What both the page and the phone need of one post: the opinion that is kept, the proof of having opened it, the next post. */
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import words from '../../../content/wording/console/review.yaml';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { useKeptText } from '../frame/kept-text.ts';
import { say } from '../look/say.ts';
import { dayOf, momentWords, timeWords } from '../look/time-words.ts';
import { type Follows, type Mark, missingWords, type Queue, type View } from './review-data.ts';
import { useSigning } from './use-signing.ts';

export function useReview(view: View, queue: Queue) {
  const { now } = useFrame();
  const [, goTo] = useLocation();
  const ask = useActDialog();
  const [opinion, setOpinion] = useState(words.opinion.first);
  const [reason, setReason] = useState('');
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const [returning, setReturning] = useState(false);
  const kept = useKeptText(`review:${view.review}:opinion`, words.opinion.first);
  const keptReason = useKeptText(`review:${view.review}:reason`, '');
  useOpened(view);

  const next = nextPost(queue, view.post);
  const after = () => {
    kept.saved();
    keptReason.saved();
    setReturning(false);
    goTo(next === null ? '/review' : `/review/${next}`);
  };
  const doneWords = (to: string | Follows) => {
    if (typeof to !== 'string') return followsWords(to, now());
    const release = view.releases[0];
    const inTime = release && release.at > now() ? timeWords(release.at) : null;
    const near = release && release.at - now() < 8 * 3_600_000;
    return inTime && near ? say(words.sign.inTime, { time: inTime, next: to }) : say(words.sign.done, { next: to });
  };
  const signing = useSigning(view, after, doneWords);

  const sign = () => {
    if (missingWords(view, false) !== null || signing.running !== null) return;
    const { standsFor } = view.mine;
    if (!standsFor) return void signing.sign(opinion);
    const who = standsFor.name;
    ask({
      title: say(words.dialog.title, { who, title: view.title }),
      happens: say(words.dialog.happens, { who }),
      cannotUndo: words.dialog.cannotUndo,
      verb: say(words.sign.actFor, { who }),
      act: () => signing.sign(opinion),
    });
  };
  return {
    ...{ signing, marks, returning, setReturning, sign, next, reason, opinion, kept, keptReason },
    addMark: (mark: Mark) => setMarks(inOrder([...marks.filter((each) => !overlap(each, mark)), mark])),
    dropMark: (mark: Mark) => setMarks(marks.filter((each) => each !== mark)),
    giveBack: () => void signing.giveBack(reason.trim(), marks),
    write: (text: string) => {
      setOpinion(text);
      kept.keep(text);
    },
    writeReason: (text: string) => {
      setReason(text);
      keptReason.keep(text);
    },
  };
}

export type Reviewed = ReturnType<typeof useReview>;

/** What becomes of a post after its last signature: 10:00 today, a day beside the time later, or what is to be done first. */
export function followsWords({ is, at }: Follows, now: number): string {
  if (at === null) return words.sign.follows[is === 'held' || is === 'lost' ? is : 'unplaced'];
  const moment = dayOf(at) === dayOf(now) ? timeWords(at) : momentWords(at, now);
  if (is === 'embargo' || is === 'at-once') return say(words.sign.follows[is], { at: moment });
  return say(words.sign.lastAt, { at: moment });
}

/** The post that follows in the queue, else the one before it. */
export function nextPost({ waiting }: Queue, post: string): string | null {
  const at = waiting.findIndex((each) => each.post === post);
  const others = at < 0 ? waiting : [...waiting.slice(at + 1), ...waiting.slice(0, at)];
  return others[0]?.post ?? null;
}

/** Says once that the person whose turn it is has this text before him: the signature before stands from then on. */
function useOpened(view: View): void {
  const told = useRef('');
  const key = `${view.review}:${view.mine.step}`;
  useEffect(() => {
    if (!view.mine.may || told.current === key) return;
    told.current = key;
    const body = { seenHash: view.contentHash };
    void fetchClient.POST('/api/v1/review/{post}/open', { params: { path: { post: view.post } }, body });
  }, [view, key]);
}

function overlap(a: Mark, b: Mark): boolean {
  return a.article === b.article && a.block === b.block && a.start < b.end && b.start < a.end;
}

function inOrder(marks: readonly Mark[]): Mark[] {
  return [...marks].sort((a, b) => a.article - b.article || a.block - b.block || a.start - b.start);
}
