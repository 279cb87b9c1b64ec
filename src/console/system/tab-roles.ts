/** The tabs of 系统 in their order, and who sees each; null for everybody. Its routes admit the same people. */
export const tabRoles = {
  people: ['system-admin', 'security-admin', 'auditor'],
  substitutes: ['editor', 'section-head', 'leader', 'secrecy', 'security-admin', 'auditor'],
  rules: null,
  accounts: ['system-admin'],
  days: null,
  checks: ['system-admin'],
  rehearsal: ['editor', 'section-head', 'desk', 'system-admin'],
  logins: ['security-admin', 'auditor'],
  tokens: null,
  password: null,
  sessions: null,
} as const;

export type TabId = keyof typeof tabRoles;
