import { FixContent } from '../errors.ts';
import { type Form, formByCode } from './form.ts';
import { type Interpreter, interpreterRole } from './interpreter.ts';

/** One interpretation that is planned: in which form, through which channels, by when, by whom. */
export interface PlanLine {
  form: Form;
  /** Ids of channels, or names of carriers outside the matrix. */
  channels: string[];
  /** The day by which it comes out, YYYY-MM-DD. */
  on: string;
  by: Interpreter;
}

/** 解读方案 (I-04): an object of its own beside the material. */
export interface InterpretationPlan {
  lines: PlanLine[];
  setOn: string;
  setBy: string;
}

/** A line as it is written: `form=文字 channels=main,weibo on=2026-11-25 by=孙磊 role=drafter`. */
const FIELDS = ['form', 'channels', 'on', 'by', 'role'] as const;

/** @throws FixContent naming what is missing, unknown or no day */
export function planLine(written: string): PlanLine {
  const fields = new Map(
    written
      .trim()
      .split(/\s+/)
      .map((part): [string, string] => {
        const at = part.indexOf('=');
        return [part.slice(0, at), part.slice(at + 1)];
      }),
  );
  const missing = FIELDS.filter((field) => !fields.get(field));
  const [unknown] = [...fields.keys()].filter((key) => !FIELDS.some((field) => field === key));
  if (missing.length > 0) throw unreadable(written, `${missing.join(', ')} missing`);
  if (unknown !== undefined) throw unreadable(written, `${unknown} is not known`);
  const value = (field: (typeof FIELDS)[number]) => fields.get(field) ?? '';
  if (!isDay(value('on'))) throw unreadable(written, `${value('on')} is no day`);
  return {
    form: formByCode(value('form')),
    channels: value('channels').split(/[,，]/).filter(Boolean),
    on: value('on'),
    by: { name: value('by'), role: interpreterRole(value('role')) },
  };
}

/** Whether a text is a day as YYYY-MM-DD that exists. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function unreadable(written: string, what: string): FixContent {
  return new FixContent({
    code: 'plan-line',
    message: `the line of the plan "${written}" cannot be read: ${what}`,
    remedy: 'Write it as "form=文字 channels=main,weibo on=2026-11-25 by=孙磊 role=drafter".',
  });
}
