import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import words from '../../../content/wording/console/frame.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { Empty } from '../look/empty.tsx';
import { useNarrow, usePhone } from '../look/media.ts';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { ActDialogHost } from './act-dialog.tsx';
import styles from './frame.module.css';
import { type FrameAnswer, FrameContext, useFrame } from './frame-context.tsx';
import { FrameKeys } from './frame-keys.tsx';
import { FrameTrouble } from './frame-trouble.tsx';
import { keepFocus } from './keep-focus.ts';
import { useLive } from './live.ts';
import { hearTime, openStream, serverNow } from './live-stream.ts';
import { OnlyComputer } from './only-computer.tsx';
import { mayOpen, type Page, pages } from './pages.ts';
import { PhoneNav } from './phone-nav.tsx';
import { PrintHead } from './print-head.tsx';
import { loginAddress, SessionEnded, useSessionEnded } from './session-ended.tsx';
import { SessionWarning } from './session-warning.tsx';
import { SideNav } from './side-nav.tsx';
import { Strips } from './strips.tsx';
import { TopBar } from './top-bar.tsx';
import { UndoHost } from './undo-bar.tsx';

type Place = Page['places'][number] & { page: Page };

const places: Place[] = pages.flatMap((page) => page.places.map((place) => ({ ...place, page })));
/** Made once, so that going to and fro keeps a page's code. */
const loaded = new Map(places.map((place) => [place.path, lazy(place.load)]));

/** The page of the address is fetched while GET /frame is on its way. */
void places
  .find(({ path }) => matches(path, location.pathname))
  ?.load()
  .catch(() => {});

/** Everything around the pages: navigation, top bar, strips, keys, undo, dialogs; the answer of GET /frame for all of them. */
export function Frame() {
  const { data, error, refetch } = api.useQuery('get', '/api/v1/frame', {}, { refetchInterval: 60_000 });
  const place = usePlace();
  useEffect(() => {
    if (data) hearTime(data.now);
  }, [data]);
  if (data) return <Desk answer={data} />;
  if (!error) return null;
  const { status, code } = problemOf(error);
  if (status === 401 || code === 'password-change-needed') return <Redirect to={loginAddress()} />;
  return <FrameTrouble page={place?.page ?? null} error={error} onRetry={() => void refetch()} />;
}

/** Every act of anybody may change a number of the navigation; that of a moment ago is good enough to read by. */
const COUNTED_WITHIN_MS = 1_500;

function Desk({ answer }: { answer: FrameAnswer }) {
  useEffect(openStream, []);
  useEffect(keepFocus, []);
  useLive(['frame'], { withinMs: COUNTED_WITHIN_MS });
  const place = usePlace();
  const isNarrow = useNarrow();
  const isPhone = usePhone();
  const hasEnded = useSessionEnded();
  const frame = useMemo(() => ({ ...answer, nowMs: serverNow }), [answer]);
  const rail = (place?.rail ?? false) || isNarrow;
  const strips = Number(answer.rehearsal) + Number(answer.blackout !== null);
  return (
    <FrameContext value={frame}>
      <UndoHost>
        <ActDialogHost>
          <a className={styles.skip} href="#main">
            {words.skip}
          </a>
          <Strips />
          <div
            className={styles.grid}
            data-rail={rail ? 'yes' : 'no'}
            style={{ ['--strips' as string]: `${strips * 28}px` }}
          >
            {isPhone ? null : <SideNav current={place?.page ?? null} />}
            <div className={styles.side}>
              <TopBar />
              <PrintHead />
              <Main place={place} isPhone={isPhone} />
            </div>
            {isPhone ? <PhoneNav current={place?.page ?? null} /> : null}
          </div>
          <FrameKeys />
          {hasEnded ? <SessionEnded /> : <SessionWarning />}
        </ActDialogHost>
      </UndoHost>
    </FrameContext>
  );
}

/** The place that the address names. */
function usePlace(): Place | null {
  const [path] = useLocation();
  const found = places.find(({ path: pattern }) => matches(pattern, path));
  return found ?? null;
}

function matches(pattern: string, path: string): boolean {
  const [want, have] = [pattern.split('/'), path.replace(/\/$/, '').split('/')];
  if (pattern === '/') return path === '/';
  return want.length === have.length && want.every((part, i) => part.startsWith(':') || part === have[i]);
}

function Main({ place, isPhone }: { place: Place | null; isPhone: boolean }) {
  const main = useRef<HTMLElement>(null);
  const [path] = useLocation();
  const [before, setBefore] = useState(path);
  // A page that opens is read from its beginning.
  useEffect(() => {
    if (before === path) return;
    setBefore(path);
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [before, path]);
  return (
    <main id="main" ref={main} tabIndex={-1} className={styles.main}>
      {isPhone && place && !place.page.phone ? (
        <OnlyComputer page={place.page} />
      ) : (
        <Suspense fallback={<RowsSkeleton rows={7} />}>
          <Switch>
            {places.map((at) => (
              <Route key={at.path} path={at.path}>
                <Opened place={at} />
              </Route>
            ))}
            <Route>
              <Lost />
            </Route>
          </Switch>
        </Suspense>
      )}
    </main>
  );
}

function Opened({ place }: { place: Place }) {
  const { person } = useFrame();
  const Page = loaded.get(place.path);
  if (!Page || !mayOpen(place.page, person.roles)) return <Lost />;
  return <Page />;
}

function Lost() {
  return (
    <>
      <h1 className={styles.lost}>{words.lost.title}</h1>
      <Empty says={words.lost.says} act={<Link href="/">{words.lost.act}</Link>} />
    </>
  );
}
