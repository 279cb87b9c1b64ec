import words from '../../../content/wording/console/frame.yaml';
import { PageTitle } from '../frame/page-title.tsx';

export default function BundlesPage() {
  return <PageTitle title={words.nav.bundles} />;
}
