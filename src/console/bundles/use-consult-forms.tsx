import words from '../../../content/wording/console/bundles.yaml';
import { fetchClient } from '../api/client.ts';
import { useFrame } from '../frame/frame-context.tsx';
import { say } from '../look/say.ts';
import { dayOf } from '../look/time-words.ts';
import type { BundlePage } from './bundle-types.ts';
import { Choice, Choices, Day, Text } from './form-fields.tsx';
import { useFormDialog } from './use-form-dialog.tsx';

/** 征求意见 and 重大决策: what is written down about them. */
export function useConsultForms(bundle: BundlePage) {
  const form = useFormDialog(bundle.id);
  const { now } = useFrame();
  const { choices, decisions } = bundle;
  const params = { path: { bundle: bundle.id } };
  const today = dayOf(now());
  const w = words.form;
  return {
    consult: () =>
      form(
        {
          ...w.consult,
          children: (
            <>
              <Day name="opens" label={w.consult.opens} first={today} />
              <Day name="closes" label={w.consult.closes} />
              <Choices name="ways" label={w.consult.ways} of={choices.ways} first={['open-call']} />
              <Choice name="kind" label={w.consult.kind} of={choices.consultees} first="public" />
              <Text name="whom" label={w.consult.whom} optional />
            </>
          ),
        },
        ({ text, all }) => {
          const kind = kindOf(text('kind'));
          const consultees = text('whom') === '' ? [] : [{ kind, name: text('whom') }];
          const days = { opensOn: text('opens'), closesOn: text('closes') };
          return fetchClient.POST('/api/v1/bundles/{bundle}/consult', {
            params,
            body: { ways: all('ways'), consultees, days, noneReason: null },
          });
        },
      ),
    noConsultation: () =>
      form(
        {
          ...w.noConsult,
          children: <Choice name="reason" label={w.noConsult.field} of={choices.noConsultation} />,
        },
        ({ text }) =>
          fetchClient.POST('/api/v1/bundles/{bundle}/consult', {
            params,
            body: { ways: [], consultees: [], days: null, noneReason: text('reason') },
          }),
      ),
    result: (consultation: string) =>
      form(
        {
          ...w.result,
          children: (
            <>
              <Day name="on" label={w.result.on} first={today} />
              <Text name="url" label={w.result.url} />
            </>
          ),
        },
        ({ text }) =>
          fetchClient.POST('/api/v1/bundles/{bundle}/consult-result', {
            params,
            body: { consultation, on: text('on'), url: text('url') },
          }),
      ),
    decision: () =>
      form(
        {
          ...w.decision,
          children: (
            <>
              <Choice
                name="decision"
                label={w.decision.which}
                of={decisions.map(({ id, title }) => ({ code: id, name: title }))}
              />
              <Choice name="stage" label={w.decision.stage} of={choices.stages} />
              <Day name="on" label={w.decision.on} first={bundle.publishedOn ?? ''} optional />
            </>
          ),
        },
        ({ text }) =>
          fetchClient.POST('/api/v1/bundles/{bundle}/decision', {
            params,
            body: { decision: text('decision'), stage: text('stage'), on: text('on') || null },
          }),
      ),
    listDecision: () =>
      form(
        {
          ...w.listDecision,
          title: say(w.listDecision.title, { year: today.slice(0, 4) }),
          children: <Text name="title" label={w.listDecision.field} first={bundle.title} />,
        },
        ({ text }) =>
          fetchClient.POST('/api/v1/bundles/decisions', {
            body: { title: text('title'), year: Number(today.slice(0, 4)), section: bundle.section?.id ?? null },
          }),
      ),
  };
}

const kinds = ['enterprise', 'trade-body', 'chamber', 'public', 'department', 'expert'] as const;

function kindOf(code: string): (typeof kinds)[number] {
  return kinds.find((each) => each === code) ?? 'public';
}
