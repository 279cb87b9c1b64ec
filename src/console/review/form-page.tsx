import PrinterOutlined from '@ant-design/icons/PrinterOutlined';
import { Link, useParams, useSearchParams } from 'wouter';
import words from '../../../content/wording/console/review.yaml';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { Trouble } from '../look/trouble.tsx';
import { ApprovalSheet } from './approval-sheet.tsx';
import styles from './form-page.module.css';

/** 审批单: one upright A4 page from the record as it was signed, for the screen and for the printer. */
export default function FormPage() {
  const { post = '' } = useParams<{ post: string }>();
  const [search] = useSearchParams();
  const { rehearsal } = useFrame();
  const review = search.get('review') ?? undefined;
  const query = review === undefined ? {} : { review };
  const shown = api.useQuery('get', '/api/v1/review/{post}/form', { params: { path: { post }, query } });
  return (
    <>
      <div className={styles.screen}>
        <PageTitle
          title={words.form.act}
          lead={shown.data ? (shown.data.kept ? words.form.kept : words.form.open) : undefined}
          acts={
            <>
              <Link href={`/review/${post}`} className={styles.back}>
                {words.form.back}
              </Link>
              <button type="button" className={styles.print} onClick={() => window.print()} disabled={!shown.data}>
                <PrinterOutlined aria-hidden="true" />
                {words.form.print}
              </button>
            </>
          }
        />
      </div>
      {shown.isError ? (
        <Trouble error={shown.error} what={words.form.act} onRetry={() => void shown.refetch()} />
      ) : shown.data ? (
        <ApprovalSheet shown={shown.data} rehearsal={rehearsal} />
      ) : (
        <RowsSkeleton rows={8} height={60} />
      )}
    </>
  );
}
