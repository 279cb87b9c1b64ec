/** What people write down about a bundle: one dialog each, in words; the act itself checks role and object. */
import words from '../../../content/wording/console/bundles.yaml';
import { fetchClient } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { dayOf } from '../look/time-words.ts';
import type { BundlePage } from './bundle-types.ts';
import { Choice, Choices, Day, Text } from './form-fields.tsx';
import { lackingForm } from './form-values.ts';
import { useFormDialog } from './use-form-dialog.tsx';

export function useBundleForms(bundle: BundlePage) {
  const form = useFormDialog(bundle.id);
  const { now, person } = useFrame();
  const { choices } = bundle;
  const params = { path: { bundle: bundle.id } };
  const w = words.form;
  const sections = choices.sections.map(({ id, name }) => ({ code: id, name }));
  const there = bundle.lines.flatMap(({ interpretation, form: name }) =>
    interpretation ? [{ code: interpretation.id, name: `${name ?? ''} ${interpretation.title}` }] : [],
  );
  const today = dayOf(now());
  return {
    section: () =>
      form({ ...w.section, children: <Choice name="section" label={w.section.field} of={sections} /> }, ({ text }) =>
        fetchClient.POST('/api/v1/bundles/{bundle}/section', { params, body: { section: text('section') } }),
      ),
    handOver: () =>
      form(
        {
          ...w.handOver,
          reason: true,
          children: (
            <Choice
              name="to"
              label={w.handOver.field}
              of={sections.filter(({ code }) => code !== bundle.section?.id)}
            />
          ),
        },
        ({ text }, reason) =>
          fetchClient.POST('/api/v1/bundles/{bundle}/hand-over', { params, body: { to: text('to'), reason } }),
      ),
    interpreter: () =>
      form(
        {
          ...w.interpreter,
          children: (
            <>
              <Text name="name" label={w.interpreter.name} />
              <Text name="post" label={w.interpreter.post} />
              <Choice name="position" label={w.interpreter.position} of={coded(w.positions)} />
            </>
          ),
        },
        ({ text }) =>
          fetchClient.POST('/api/v1/bundles/{bundle}/interpreter', {
            params,
            body: {
              name: text('name'),
              post: text('post'),
              position: text('position') === 'department-head' ? 'department-head' : 'section-head',
              person: null,
            },
          }),
      ),
    telephone: () =>
      form({ ...w.telephone, children: <Text name="telephone" label={w.telephone.field} optional /> }, ({ text }) =>
        fetchClient.POST('/api/v1/bundles/{bundle}/describe', {
          params,
          body: { telephone: text('telephone') || null },
        }),
      ),
    days: () =>
      form(
        {
          ...w.days,
          children: (
            <>
              {bundle.page?.publishedAt == null ? (
                <Day name="published" label={w.days.published} first={bundle.publishedOn ?? ''} optional />
              ) : null}
              <Day name="effective" label={w.days.effective} first={bundle.effectiveOn ?? ''} optional />
            </>
          ),
        },
        ({ text }) => {
          const [published, effective] = [text('published'), text('effective')];
          return fetchClient.POST('/api/v1/bundles/{bundle}/describe', {
            params,
            body: { ...(published ? { publishedOn: published } : {}), effectiveOn: effective || null },
          });
        },
      ),
    describe: () =>
      form(
        {
          ...w.describe,
          children: (
            <>
              <Choice name="class" label={w.describe.class} of={choices.classes} first={bundle.documentClass} />
              <Choices name="traits" label={w.describe.traits} of={choices.traits} first={bundle.traits} />
            </>
          ),
        },
        ({ text, all }) =>
          fetchClient.POST('/api/v1/bundles/{bundle}/describe', {
            params,
            body: { documentClass: text('class'), traits: all('traits') },
          }),
      ),
    plan: () =>
      form(
        {
          ...w.plan,
          children: (
            <>
              <Choice name="form" label={w.plan.form} of={choices.forms} first={lackingForm(bundle)} />
              <Day name="on" label={w.plan.on} first={bundle.clock?.dueOn ?? today} />
              <Text name="by" label={w.plan.by} first={person.name} />
              <Choice name="role" label={w.plan.role} of={choices.roles} first="drafter" />
              <Choice name="channel" label={w.plan.channel} of={choices.channels} />
            </>
          ),
        },
        ({ text }) => {
          const by = { name: text('by'), role: text('role') };
          const line = { form: text('form'), on: text('on'), channels: [text('channel')].filter(Boolean), by };
          const kept = (bundle.plan?.lines ?? []).filter(({ form: of }) => of !== line.form);
          return fetchClient.POST('/api/v1/bundles/{bundle}/plan', { params, body: { lines: [...kept, line] } });
        },
      ),
    given: () =>
      form(
        {
          ...w.given,
          children: (
            <>
              <Choice name="form" label={w.given.form} of={choices.forms} first="发布会" />
              <Text name="title" label={w.given.what} />
              <Day name="on" label={w.given.on} first={today} />
              <Choice name="stage" label={w.given.stage} of={coded(w.stages)} />
            </>
          ),
        },
        ({ text }) => {
          const stage = text('stage');
          return fetchClient.POST('/api/v1/bundles/{bundle}/interpret', {
            params,
            body: {
              ...{ form: text('form'), title: text('title'), on: text('on'), url: null, by: null },
              stage: stage === 'in-force' || stage === 'draft' ? stage : 'release',
            },
          });
        },
      ),
    waive: () =>
      form(
        {
          ...w.waive,
          children: (
            <>
              <Choice name="reason" label={w.waive.field} of={choices.waivers} />
              <Text name="note" label={w.waive.note} optional />
            </>
          ),
        },
        ({ text }) =>
          fetchClient.POST('/api/v1/bundles/{bundle}/waive', {
            params,
            body: { reason: text('reason'), note: text('note') },
          }),
      ),
    unwaive: () =>
      form({ ...w.unwaive }, () =>
        fetchClient.POST('/api/v1/bundles/{bundle}/waive', { params, body: { reason: null, note: '' } }),
      ),
    archive: () =>
      form({ ...w.archive }, () => fetchClient.POST('/api/v1/bundles/{bundle}/archive', { params, body: {} })),
    tick: (head: string, name: string) =>
      form(
        {
          ...w.tick,
          title: say(w.tick.title, { head: name }),
          children: <Choice name="interpretation" label={w.tick.field} of={there} />,
        },
        ({ text }) =>
          fetchClient.POST('/api/v1/bundles/{bundle}/tick', {
            params,
            body: { interpretation: text('interpretation'), head },
          }),
      ),
  };
}

function coded(of: Readonly<Record<string, string>>): { code: string; name: string }[] {
  return Object.entries(of).map(([code, name]) => ({ code, name }));
}
