import type { PolicySettings } from '../config/policy-settings.ts';
import { FixContent } from '../errors.ts';

/** Who may interpret (I-12): code and name. */
export const interpreterRoles = {
  'head-of-department': '部门负责人',
  drafter: '起草人',
  expert: '专家学者',
  professional: '专业人士',
  commentator: '评论员',
  journalist: '媒体记者',
} as const;
export type InterpreterRole = keyof typeof interpreterRoles;

/** Somebody who interprets, as a plan or a given interpretation names him. */
export interface Interpreter {
  name: string;
  role: InterpreterRole;
}

/** 第一解读人和责任人 (I-11): the head of the section, or of the department (X-09). */
export const interpreterPositions = { 'section-head': '科室负责人', 'department-head': '部门主要负责人' } as const;
export type InterpreterPosition = keyof typeof interpreterPositions;

export interface FirstInterpreter {
  /** 姓名 */
  name: string;
  /** 职务 */
  post: string;
  position: InterpreterPosition;
  /** Id in people.yaml; null for somebody who is not there. */
  person: string | null;
}

/** A role by its code. @throws FixContent with the list, for any other (I-12) */
export function interpreterRole(code: string): InterpreterRole {
  if (isRole(code)) return code;
  throw new FixContent({
    code: 'interpreter-role',
    message: `"${code}" is no role of an interpreter`,
    remedy: `Use one of ${Object.entries(interpreterRoles)
      .map(([role, name]) => `${role} (${name})`)
      .join(', ')}.`,
  });
}

/** Who is asked for as first interpreter of a document of this class (X-09). */
export function wantedPosition(
  documentClass: string,
  { firstInterpreter }: Pick<PolicySettings, 'firstInterpreter'>,
): InterpreterPosition {
  return firstInterpreter.byClass[documentClass] ?? firstInterpreter.position;
}

function isRole(code: string): code is InterpreterRole {
  return Object.hasOwn(interpreterRoles, code);
}
