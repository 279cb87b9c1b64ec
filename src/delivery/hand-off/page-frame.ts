import { createHash } from 'node:crypto';

/** Colours and sizes of both pages; readable on a screen and on paper, without any font or file of another place. */
const STYLE = `
:root { --ink: #1f2733; --soft: #5b6675; --line: #e2e6ec; --accent: #0b5cad; --paper: #fff; --done: #1a7f37; --warn: #8a4b00; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f5f8; color: var(--ink); font: 16px/1.65 -apple-system, BlinkMacSystemFont, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 28px 20px 64px; }
h1 { font-size: 24px; line-height: 1.4; margin: 0 0 6px; }
h2 { font-size: 19px; margin: 0 0 14px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 22px 24px; margin: 0 0 20px; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 14px 0 0; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.say { background: #fff7e8; border: 1px solid #f2d7a6; border-radius: 10px; color: var(--warn); margin: 16px 0 0; padding: 10px 14px; }
.field { border-top: 1px solid var(--line); display: grid; gap: 4px 16px; grid-template-columns: 5.5em 1fr auto; align-items: start; padding: 12px 0; }
.field > b { color: var(--soft); font-weight: 500; }
.field > span { overflow-wrap: anywhere; white-space: pre-wrap; }
button { background: var(--accent); border: 0; border-radius: 8px; color: #fff; cursor: pointer; font: inherit; font-size: 15px; min-width: 8.5em; padding: 6px 14px; }
button:hover { background: #084a8c; } button:focus-visible { outline: 3px solid #9cc5f0; outline-offset: 2px; }
button.done { background: var(--done); }
.split { display: grid; gap: 28px; grid-template-columns: 377px 1fr; margin-top: 18px; }
.phone { background: #fff; border: 1px solid var(--line); border-radius: 18px; max-height: 780px; overflow: auto; padding: 18px 16px 24px; }
.phone img { max-width: 100%; height: auto; }
.pictures { list-style: none; margin: 0; padding: 0; }
.pictures li { border-top: 1px solid var(--line); display: grid; gap: 14px; grid-template-columns: 120px 1fr; padding: 12px 0; }
.pictures li:first-child { border-top: 0; padding-top: 0; }
.pictures img { background: #eef1f5; border-radius: 8px; display: block; max-height: 120px; max-width: 120px; object-fit: contain; }
.pictures small { color: var(--soft); display: block; font-size: 14px; }
.steps { counter-reset: step; list-style: none; margin: 0; padding: 0; }
.steps li { border-top: 1px solid var(--line); padding: 12px 0; }
.steps li:first-child { border-top: 0; }
.steps label { cursor: pointer; display: grid; gap: 12px; grid-template-columns: 22px 2em 1fr; align-items: start; }
.steps input { height: 20px; margin: 3px 0 0; width: 20px; accent-color: var(--done); }
.steps .n { color: var(--soft); } .steps input:checked ~ .text { color: var(--soft); text-decoration: line-through; }
code { background: #eef1f5; border-radius: 5px; font: 14px/1.5 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; padding: 1px 5px; }
footer { color: var(--soft); font-size: 14px; }
a { color: var(--accent); }
@media (max-width: 820px) { .split { grid-template-columns: 1fr; } .field { grid-template-columns: 1fr; } }
@media print { body { background: #fff; } .card { break-inside: avoid; } button { display: none; } .phone { max-height: none; } }
`;

/** A page that needs nothing from anywhere else; only the script given here runs in it. */
export function pageFrame(title: string, body: string, script = ''): string {
  const allowed = script === '' ? '' : `; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  const policy = `default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'${allowed}`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>
${body}
</main>${script === '' ? '' : `<script>${script}</script>`}</body></html>
`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
