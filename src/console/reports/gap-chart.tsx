import { BarChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import words from '../../../content/wording/console/reports.yaml';
import type { ReportAnswer } from './report-table.tsx';
import styles from './reports.module.css';

use([BarChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** The red line of the State Council's inspection: two weeks without an update (N-05). */
const RED_LINE_DAYS = 14;
const NEAR_DAYS = 10;
const SHOWN = 12;

/** The longest silence of each account against the red line, the worst first; the table beside it is its twin. */
export default function GapChart({ rows }: { rows: ReportAnswer['rows'] }) {
  const place = useRef<HTMLDivElement>(null);
  const worst = rows
    .flatMap(({ name, figures }) => (typeof figures.gap === 'number' ? [{ name, gap: figures.gap }] : []))
    .sort((a, b) => b.gap - a.gap)
    .slice(0, SHOWN)
    .reverse();
  const key = JSON.stringify(worst);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const chart = init(box, null, { renderer: 'svg' });
    chart.setOption(optionOf(JSON.parse(key)));
    const fitted = new ResizeObserver(() => chart.resize());
    fitted.observe(box);
    return () => {
      fitted.disconnect();
      chart.dispose();
    };
  }, [key]);
  return (
    <figure className={styles.chart}>
      <figcaption>
        <b>{words.chart}</b> {words.chartNote}
      </figcaption>
      <div ref={place} style={{ height: 40 + worst.length * 34 }} role="img" aria-label={words.chart} />
    </figure>
  );
}

/** Colours are those of the sheet of styles by their names, so that the drawing follows the look, and paper. */
function optionOf(worst: { name: string; gap: number }[]) {
  const styleOf = (days: number) => {
    if (days > RED_LINE_DAYS) return { color: 'var(--red-fill)', decal: hatching(2) };
    return days >= NEAR_DAYS ? { color: 'var(--orange-fill)', decal: hatching(5) } : { color: 'var(--chart)' };
  };
  const text = { color: 'var(--t2)', fontSize: 12, fontFamily: 'var(--sans)' };
  const line = { lineStyle: { color: 'var(--line)' } };
  return {
    animation: false,
    grid: { left: 8, right: 24, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: 'value', min: 0, splitLine: line, axisLabel: text, minInterval: 7 },
    yAxis: {
      type: 'category',
      data: worst.map((w) => w.name),
      axisLabel: text,
      axisTick: { show: false },
      axisLine: line,
    },
    series: [
      {
        type: 'bar',
        barWidth: 20,
        data: worst.map(({ gap }) => ({ value: gap, itemStyle: styleOf(gap) })),
        label: { show: true, position: 'right', ...text, fontWeight: 600 },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: 'var(--t1)', type: 'dashed' },
          data: [{ xAxis: RED_LINE_DAYS }],
        },
      },
    ],
  };
}

/** Stripes so far apart, px: what a copier or an eye without colours keeps of orange and red. */
function hatching(apart: number) {
  return { color: 'var(--surface)', dashArrayX: [1, 0], dashArrayY: [1, apart], rotation: Math.PI / 4 };
}
