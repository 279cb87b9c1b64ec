import PauseCircleOutlined from '@ant-design/icons/PauseCircleOutlined';
import { Link } from 'wouter';
import words from '../../../content/wording/console/frame.yaml';
import { say } from '../look/say.ts';
import { pausingRoles, useFrame, useMay } from './frame-context.tsx';
import { pageIcons } from './page-icons.tsx';
import { mayOpen, type Page, pages } from './pages.ts';
import styles from './phone-nav.module.css';

/** On a phone: 等您签, 今日, 诉求, 暂停投放, within the thumb's reach. */
export function PhoneNav({ current }: { current: Page | null }) {
  const { person, counts } = useFrame();
  const order = ['review', 'today', 'requests'] as const;
  const mayPause = useMay(pausingRoles);
  const open = order.flatMap((id) => pages.filter((page) => page.id === id && mayOpen(page, person.roles)));
  return (
    <nav className={`${styles.nav} screen-only`} aria-label={words.phone.nav}>
      {open.map((page) => {
        const Icon = pageIcons[page.id];
        const n = counts[page.id]?.n ?? 0;
        return (
          <Link key={page.id} href={page.places[0]?.path ?? '/'} aria-current={page === current ? 'page' : undefined}>
            <Icon />
            {page.id === 'review' ? words.navigation.sign : words.nav[page.id]}
            {n > 0 ? (
              <span className={styles.count}>
                <span aria-hidden="true">{n}</span>
                <span className="hidden-words">{say(words.navigation.more, { n })}</span>
              </span>
            ) : null}
          </Link>
        );
      })}
      {mayPause ? (
        <Link href="/?pause=1">
          <PauseCircleOutlined aria-hidden="true" />
          {words.navigation.pause}
        </Link>
      ) : null}
    </nav>
  );
}
