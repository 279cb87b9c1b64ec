import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'wouter';
import words from '../../../content/wording/console/reports.yaml';
import { api } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { PageTitle } from '../frame/page-title.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import { FigureDetails } from './figure-details.tsx';
import { type Period, PeriodChoice, thisQuarter } from './period-choice.tsx';
import { type Figure, type ReportAnswer, ReportTable } from './report-table.tsx';
import styles from './reports.module.css';

const GapChart = lazy(() => import('./gap-chart.tsx'));
const FIRST = 'account-updates';

/** 报表: which report and which days stand in the address; every figure opens the rows behind it. */
export default function ReportsPage() {
  const { now } = useFrame();
  const [search, setSearch] = useSearchParams();
  const [figure, setFigure] = useState<Figure | null>(null);
  const report = search.get('report') ?? FIRST;
  const period: Period = {
    from: search.get('from') ?? thisQuarter(now()).from,
    to: search.get('to') ?? thisQuarter(now()).to,
  };
  const show = (change: Partial<Period & { report: string }>) => {
    setFigure(null);
    setSearch({ report, ...period, ...change });
  };
  const { data, error, refetch } = api.useQuery('get', '/api/v1/reports/{report}', {
    params: { path: { report }, query: period },
  });
  const table = `/api/v1/reports/${encodeURIComponent(report)}/table?from=${period.from}&to=${period.to}`;
  return (
    <>
      <PageTitle
        title={data?.name ?? words.title}
        lead={data ? say(words.lead, { at: momentWords(data.asOf, now()) }) : null}
        acts={
          <>
            <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
              {words.print}
            </Button>
            <Button icon={<DownloadOutlined />} href={table}>
              {words.table}
            </Button>
          </>
        }
      />
      <div className={styles.page}>
        <nav className={styles.list} aria-label={words.list}>
          {(data?.list ?? []).map(({ id, name }) => (
            <button
              type="button"
              key={id}
              className={styles.choice}
              aria-current={id === report ? 'page' : undefined}
              onClick={() => show({ report: id })}
            >
              {name}
            </button>
          ))}
        </nav>
        <section className={styles.sheet}>
          <PeriodChoice period={period} onChange={show} />
          {error ? <Trouble error={error} what={words.what} onRetry={() => void refetch()} /> : null}
          {!data && !error ? <RowsSkeleton rows={8} height={38} /> : null}
          {data ? <Sheet report={data} figure={figure} onPick={setFigure} /> : null}
        </section>
        <FigureDetails report={data} period={period} figure={figure} />
      </div>
    </>
  );
}

interface SheetProps {
  report: ReportAnswer;
  figure: Figure | null;
  onPick: (figure: Figure) => void;
}

function Sheet({ report, figure, onPick }: SheetProps) {
  return (
    <>
      <p className={styles.sentence}>{report.sentence}</p>
      <ReportTable report={report} figure={figure} onPick={onPick} />
      {report.id === FIRST && report.rows.length > 0 ? (
        <Suspense fallback={<RowsSkeleton rows={4} height={40} />}>
          <GapChart rows={report.rows} />
        </Suspense>
      ) : null}
    </>
  );
}
