import type { Config } from './load-config.ts';
import { policyRuleLines } from './policy-rules.ts';

/** One line of `govcast doctor`. */
export interface ConfigCheck {
  name: string;
  ok: boolean;
  level: 'info' | 'warning' | 'error';
  message: string;
  /** Empty when there is nothing to do. */
  remedy: string;
}

/** What doctor says of a configuration that was loaded: what is missing but may be, and settings with their sources. */
export function configChecks(
  config: Pick<Config, 'people' | 'offices' | 'workflow' | 'catalogue' | 'settings'>,
): ConfigCheck[] {
  const { offices, catalogue, workflow } = config;
  const { section, staff } = offices.inCharge;
  const sectionName = config.people.sections.find((s) => s.id === section)?.name ?? section;
  return [
    section
      ? said('config.section-in-charge', `section in charge: ${sectionName} (source ${offices.inCharge.source})`)
      : lacking(
          'config.section-in-charge',
          'no section is in charge',
          'Name it in config/offices.yaml, inCharge.section.',
        ),
    staff.length > 0
      ? said('config.dedicated-staff', `dedicated staff: ${staff.join(', ')} (source ${offices.inCharge.source})`)
      : lacking('config.dedicated-staff', 'no dedicated staff', 'Name them in config/offices.yaml, inCharge.staff.'),
    said('config.leading-roles', `${offices.leadingRoles.names.join('、')} (source ${offices.leadingRoles.source})`),
    said(
      'config.administrators',
      `${offices.administrators.groups.map((g) => g.name).join('、')} (source ${offices.administrators.source})`,
    ),
    said('config.fields', `${catalogue.fields.codes.length} field codes (source ${catalogue.fields.source})`),
    said(
      'config.workflow',
      workflow.flows
        .map((f) => `${f.id}: ${f.gates.length} gates, ${f.steps.map((s) => s.post).join(' → ')}`)
        .join('; '),
    ),
    said(
      'config.policy',
      policyRuleLines(config.settings.policy)
        .map(({ rule, says, source }) => `${rule} ${says} (source ${source})`)
        .join('; '),
    ),
  ];
}

function said(name: string, message: string): ConfigCheck {
  return { name, ok: true, level: 'info', message, remedy: '' };
}

/** Something an office should have but can start without: doctor warns and stays ok. */
function lacking(name: string, message: string, remedy: string): ConfigCheck {
  return { name, ok: true, level: 'warning', message, remedy };
}
