import { useEffect } from 'react';
import { useLocation } from 'wouter';
import words from '../../../content/wording/console/frame.yaml';
import { say } from '../look/say.ts';
import { useFrame } from './frame-context.tsx';
import { KeyList, openKeyList } from './key-list.tsx';
import { type Keys, listenToKeys, useKeys } from './keys.ts';
import { mayOpen, pages } from './pages.ts';

/** The keys that work everywhere: `?`, and G with the letter of a page. */
export function FrameKeys() {
  const { person } = useFrame();
  const [, go] = useLocation();
  useEffect(listenToKeys, []);
  const goKeys = pages
    .filter((page) => page.letter !== null && mayOpen(page, person.roles))
    .map((page): [string, Keys[string]] => [
      `g ${page.letter}`,
      { says: say(words.keys.go, { page: words.nav[page.id] }), act: () => go(page.places[0]?.path ?? '/') },
    ]);
  const close = { says: words.keys.close };
  useKeys(
    { ...Object.fromEntries(goKeys), '?': { says: words.keys.list, act: openKeyList }, escape: close },
    { everywhere: true },
  );
  return <KeyList />;
}
