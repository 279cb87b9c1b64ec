import type { Role } from '../config/people.ts';

/** Who says where and when posts go out. Administrators and auditors keep out of what is published (三员分立). */
export const whoQueues: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];
