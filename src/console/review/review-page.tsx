import words from '../../../content/wording/console/frame.yaml';
import { PageTitle } from '../frame/page-title.tsx';

export default function ReviewPage() {
  return <PageTitle title={words.nav.review} />;
}
