import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import words from '../../../content/wording/console/reports.yaml';
import type { ReportAnswer } from './report-table.tsx';
import styles from './reports.module.css';

use([BarChart, GridComponent, MarkLineComponent, AriaComponent, SVGRenderer]);

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
    chart.setOption(optionOf(JSON.parse(key), getComputedStyle(box)));
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

function optionOf(worst: { name: string; gap: number }[], style: CSSStyleDeclaration) {
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const of = (days: number) =>
    colour(days > RED_LINE_DAYS ? '--red-fill' : days >= NEAR_DAYS ? '--orange-text' : '--chart');
  const text = { color: colour('--t2'), fontSize: 12, fontFamily: colour('--sans') };
  const line = { lineStyle: { color: colour('--line') } };
  return {
    animation: false,
    aria: { enabled: true, decal: { show: true } },
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
        data: worst.map(({ gap }) => ({ value: gap, itemStyle: { color: of(gap) } })),
        label: { show: true, position: 'right', ...text, fontWeight: 600 },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: colour('--red-fill'), type: 'dashed' },
          data: [{ xAxis: RED_LINE_DAYS }],
        },
      },
    ],
  };
}
