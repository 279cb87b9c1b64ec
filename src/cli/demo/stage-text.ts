import { paint, type Terminal, table } from '../terminal.ts';
import type { Stage } from './stage.ts';

/** The list that a stage shows to people, and its columns. */
const shown: Record<string, { list: string; columns: string[] }> = {
  crawl: { list: 'sources', columns: ['source', 'listed', 'problem'] },
  link: { list: 'pairs', columns: ['policyTitle', 'interpretationTitle', 'form', 'stage', 'score'] },
  compose: { list: 'posts', columns: ['title', 'kind', 'of'] },
  check: { list: 'findings', columns: ['title', 'severity', 'check', 'rule', 'message'] },
  review: { list: 'signatures', columns: ['post', 'step', 'person'] },
  plan: { list: 'placements', columns: ['title', 'channel', 'act', 'at', 'reason'] },
  deliver: { list: 'sent', columns: ['title', 'channel', 'act', 'state', 'reason', 'platformId', 'url'] },
  confirm: { list: 'opened', columns: ['url', 'status'] },
  inbox: { list: 'requests', columns: ['id', 'kind', 'channel', 'section', 'dueAt', 'provisional'] },
  cadence: { list: 'clocks', columns: ['channel', 'rule', 'lastUpdateAt', 'dueAt', 'left', 'unit', 'state'] },
};

const MOST_ROWS = 15;
const MOST_CHARACTERS = 36;

/** One table a stage, with a head that says how it went. */
export function stageText(terminal: Terminal, name: string, stage: Stage): string {
  const mark = stage.ok ? paint(terminal, 'green', 'ok') : paint(terminal, 'red', 'FAILED');
  const head = `${paint(terminal, 'bold', name)}  ${mark}  ${stage.count}`;
  const how = shown[name];
  if (!how) return head;
  const list = stage[how.list];
  const rows: unknown[] = Array.isArray(list) ? list : [];
  const cells = rows.slice(0, MOST_ROWS).map((row) => how.columns.map((column) => cellOf(row, column)));
  const more = rows.length > MOST_ROWS ? `\n… and ${rows.length - MOST_ROWS} more` : '';
  return `${head}\n${table(how.columns, cells)}${more}`;
}

function cellOf(row: unknown, column: string): string {
  if (typeof row !== 'object' || row === null) return '';
  const value: unknown = Object.entries(row).find(([name]) => name === column)?.[1];
  if (value === null || value === undefined) return '';
  return shortened(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** Tables stay readable on a terminal; machines get everything by --json. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS).join('')}…` : text;
}
