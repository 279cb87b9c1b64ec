import { useState } from 'react';
import { Link } from 'wouter';
import words from '../../../content/wording/console/frame.yaml';
import { setTheme, type ThemeChoice, themeChoices, useTheme } from '../look/theme.ts';
import { Flyout } from './flyout.tsx';
import { useFrame } from './frame-context.tsx';
import { openKeyList } from './key-list.tsx';
import { switchLetters, useLetters } from './keys.ts';
import styles from './person-menu.module.css';
import { signOut } from './sign-out.ts';

/** Who is signed in: look, keys, password, sessions, sign out. */
export function PersonMenu() {
  const { person } = useFrame();
  const called = `${person.name.slice(0, 1)}${shortPost(person.post)}`;
  const button = (
    <>
      <span className={styles.face} aria-hidden="true">
        {person.name.slice(0, 1)}
      </span>
      <span className={styles.name}>
        {called} · {person.section}
      </span>
    </>
  );
  return (
    <Flyout label={words.top.menu} button={button} wide>
      {(close) => <Menu close={close} />}
    </Flyout>
  );
}

/** 新闻中心主任 stands beside the section anyway: 主任. */
function shortPost(post: string): string {
  return post.length <= 4
    ? post
    : (/(主任|科长|局长|副局长|副科长|站长|编辑|管理员|审计员|专管员|受理员)$/.exec(post)?.[0] ?? post);
}

function Menu({ close }: { close: () => void }) {
  const { choice } = useTheme();
  const letters = useLetters();
  const [leaving, setLeaving] = useState(false);
  return (
    <div className={styles.menu}>
      <fieldset className={styles.theme}>
        <legend>{words.menu.theme}</legend>
        {themeChoices.map((of: ThemeChoice) => (
          <label key={of}>
            <input type="radio" name="theme" checked={choice === of} onChange={() => setTheme(of)} />
            {words.menu[of]}
          </label>
        ))}
      </fieldset>
      <label className={styles.row}>
        <input type="checkbox" checked={letters} onChange={(event) => switchLetters(event.target.checked)} />
        {words.menu.letters}
      </label>
      <button
        type="button"
        className={styles.row}
        onClick={() => {
          close();
          openKeyList();
        }}
      >
        {words.menu.keys} <kbd>?</kbd>
      </button>
      <Link href="/system/password" className={styles.row} onClick={close}>
        {words.menu.password}
      </Link>
      <Link href="/system/sessions" className={styles.row} onClick={close}>
        {words.menu.sessions}
      </Link>
      <button
        type="button"
        className={styles.row}
        aria-disabled={leaving}
        onClick={() => {
          setLeaving(true);
          void signOut();
        }}
      >
        {words.menu.signOut}
      </button>
    </div>
  );
}
