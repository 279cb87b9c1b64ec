import { type PolicySettings, shippedWays } from '../config/policy-settings.ts';
import { FixContent } from '../errors.ts';

/** Who is consulted; the first three are those whom a business draft asks (E-09). */
export const consulteeKinds = {
  enterprise: '企业',
  'trade-body': '行业协会',
  chamber: '商会',
  public: '社会公众',
  department: '部门和单位',
  expert: '专家',
} as const;
export type ConsulteeKind = keyof typeof consulteeKinds;
const BUSINESS: readonly ConsulteeKind[] = ['enterprise', 'trade-body', 'chamber'];

export interface Consultee {
  kind: ConsulteeKind;
  name: string;
}

/** A consultation on a policy, or the reason why there is none (E-01). Days are YYYY-MM-DD, both inclusive. */
export interface Consultation {
  id: string;
  ways: string[];
  opensOn: string | null;
  closesOn: string | null;
  /** A code of `policy.noConsultation`; then there are no days. */
  noneReason: string | null;
  consultees: Consultee[];
  /** When its result was published (E-02). */
  resultOn: string | null;
  resultUrl: string | null;
}

/** Every way in order: the shipped ones, then the office's. */
export function waysOf({ moreWays }: Pick<PolicySettings, 'moreWays'>): { code: string; name: string }[] {
  return [...shippedWays.ways, ...moreWays];
}

/** @throws FixContent with the list, for a way that is neither shipped nor the office's (E-08) */
export function wayByCode(settings: Pick<PolicySettings, 'moreWays'>, code: string): string {
  const ways = waysOf(settings);
  if (ways.some((way) => way.code === code)) return code;
  throw new FixContent({
    code: 'consulting-way',
    message: `"${code}" is no way of consulting`,
    remedy: `Use one of ${ways.map((way) => `${way.code} (${way.name})`).join(', ')}, or add it to policy.moreWays in config/govcast.yaml.`,
  });
}

/** `enterprise:示例物业公司`. @throws FixContent for another kind or without a name */
export function consulteeOf(written: string): Consultee {
  const at = written.search(/[:：]/u);
  const kind = written.slice(0, at);
  const name = written.slice(at + 1).trim();
  if (at > 0 && isKind(kind) && name !== '') return { kind, name };
  throw new FixContent({
    code: 'consultee',
    message: `"${written}" names nobody who is consulted`,
    remedy: `Write it as kind:name, kind one of ${Object.keys(consulteeKinds).join(', ')}.`,
  });
}

/** Whether any of them asks enterprises, a trade body or a chamber (E-09). */
export function asksBusiness(consultations: readonly Consultation[]): boolean {
  return consultations.some(({ consultees }) => consultees.some(({ kind }) => BUSINESS.includes(kind)));
}

function isKind(code: string): code is ConsulteeKind {
  return Object.hasOwn(consulteeKinds, code);
}
