import type { People } from '../../src/config/people.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import type { BundleDesk } from '../../src/policy/bundle-desk.ts';

/** Made-up people of two sections, so that who may do what can be told apart. */
const people: People = {
  sections: [
    { id: 'housing', name: '住房保障科', liaison: 'sun' },
    { id: 'property', name: '物业科', liaison: 'zhou' },
  ],
  people: [
    { id: 'sun', name: '孙磊', post: '科长', section: 'housing', roles: ['section-head'] },
    { id: 'lin', name: '林珊', post: '科员', section: 'housing', roles: ['editor'] },
    { id: 'zhou', name: '周婷', post: '科长', section: 'property', roles: ['section-head'] },
    { id: 'wang', name: '王建国', post: '分管副局长', section: 'property', roles: ['leader'] },
    { id: 'audit', name: '唐欣', post: '审计员', section: 'property', roles: ['auditor'] },
  ],
};

/** An office with the shipped rules and a telephone. */
export const office: Pick<BundleDesk, 'people' | 'settings' | 'telephone'> = {
  people,
  settings: defaultSettings.policy,
  telephone: '0000-12319',
};
