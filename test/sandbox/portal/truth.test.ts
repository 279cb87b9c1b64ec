import { expect, it } from 'vitest';
import { allPages } from '../../../src/sandbox/portal/pages/all-pages.ts';
import { pagePath } from '../../../src/sandbox/portal/portal-page.ts';
import { portalTruth } from '../../../src/sandbox/portal/truth.ts';

const truth = portalTruth();
const paths = new Set(allPages.map((page) => pagePath(page)));

it('speaks only of pages that exist', () => {
  const named = [
    ...truth.pairs.flatMap(({ policy, interpretation }) => [policy, interpretation]),
    ...truth.lookalikes,
    ...truth.policies.map(({ path }) => path),
  ];
  for (const path of named) expect(paths).toContain(path);
});

it('says of every page of the interpretation columns whether it interprets something', () => {
  const spoken = new Set([...truth.pairs.map(({ interpretation }) => interpretation), ...truth.lookalikes]);
  const interpreting = allPages.filter(({ column }) => column === 'zcjd' || column === 'tj');
  for (const page of interpreting) expect(spoken, page.title).toContain(pagePath(page));
});

it('holds policies with every form, with text only, with several policies to one interpretation, and with none', () => {
  const formsOf = (end: string) => truth.pairs.filter(({ policy }) => policy.endsWith(end)).map(({ form }) => form);
  expect(formsOf('_1001.html').sort()).toEqual(['图解', '文字', '问答']);
  expect(formsOf('_1002.html')).toEqual(['文字']);
  expect(formsOf('_1005.html')).toEqual([]);
  const shared = truth.pairs.filter(({ interpretation }) => interpretation.endsWith('_1110.html'));
  expect(shared.length).toBe(2);
});

it('knows the number that stands in the red head only, and all three markings', () => {
  const lifts = truth.policies.find(({ path }) => path.endsWith('_1007.html'));
  expect(lifts?.number).toBe('示建规〔2026〕4号');
  expect(new Set(truth.policies.map(({ marking }) => marking))).toEqual(
    new Set(['public', 'on-request', 'withheld', null]),
  );
});

it('has every trap and two cross-posted articles', () => {
  expect(new Set(truth.traps.map(({ kind }) => kind)).size).toBe(8);
  expect(truth.crossPosts.length).toBe(2);
});
