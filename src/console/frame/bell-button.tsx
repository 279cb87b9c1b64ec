import BellOutlined from '@ant-design/icons/BellOutlined';
import { lazy, Suspense } from 'react';
import words from '../../../content/wording/console/frame.yaml';
import { Flyout } from './flyout.tsx';

const Bell = lazy(() => import('../today/bell.tsx'));

/** The bell; what it opens is today's (src/console/today/bell.tsx). */
export function BellButton() {
  return (
    <Flyout label={words.top.bell} button={<BellOutlined aria-hidden="true" />}>
      {() => (
        <Suspense fallback={null}>
          <Bell />
        </Suspense>
      )}
    </Flyout>
  );
}
