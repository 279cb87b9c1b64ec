import type { Finding } from '../finding.ts';
import { escaped } from './pictures-in-preview.ts';

/** Grades by shape and word, so that colour may be missing (console 2). */
const grades = {
  blocking: { shape: '■', word: '必须改' },
  warning: { shape: '◆', word: '建议改' },
  note: { shape: '○', word: '提示' },
} as const;
const order = ['blocking', 'warning', 'note'] as const;

/** How many findings there are of each grade, as chips; nothing for grades without any. */
export function findingChips(findings: readonly Finding[]): string {
  const counted = order.map((grade) => ({ grade, count: findings.filter((f) => f.severity === grade).length }));
  const said = counted.filter(({ count }) => count > 0);
  if (said.length === 0) return '<li class="chip">● 没有检查发现</li>';
  return said
    .map(
      ({ grade, count }) => `<li class="chip ${grade}">${grades[grade].shape} ${grades[grade].word} ${count} 条</li>`,
    )
    .join('');
}

/** Every finding with its excerpt and remedy, the gravest first. */
export function findingsPreview(findings: readonly Finding[]): string {
  const sorted = order.flatMap((grade) => findings.filter((f) => f.severity === grade));
  const list =
    sorted.length === 0
      ? '<p class="panel none">没有检查发现，可以送审。</p>'
      : `<ul class="findings">${sorted.map(finding).join('')}</ul>`;
  return `<section id="findings" aria-labelledby="findings-name"><h2 id="findings-name">检查发现</h2>${list}</section>`;
}

function finding({ severity, message, excerpt, remedy, suggestion, rule }: Finding): string {
  const { shape, word } = grades[severity];
  const where = excerpt === '' || message.includes(excerpt) ? '' : `<p>原文：<q>${escaped(excerpt)}</q></p>`;
  const better = suggestion === null ? '' : `<p>可改为：<q>${escaped(suggestion)}</q></p>`;
  return `<li class="finding ${severity}"><p><span class="grade"><span aria-hidden="true">${shape} </span>${word}</span><span class="rule">依据 ${escaped(rule)}</span></p>
<p>${escaped(message)}</p>${where}${better}<p class="remedy">处理办法：${escaped(remedy)}</p></li>`;
}
