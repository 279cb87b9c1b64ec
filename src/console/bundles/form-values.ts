import type { BundlePage } from './bundle-types.ts';

/** What the fields of a dialog hold, by name. */
export function formValues(box: HTMLElement | null): {
  text: (name: string) => string;
  all: (name: string) => string[];
} {
  const named = (name: string) =>
    [...(box?.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`) ?? [])].filter(
      (field) => field.type !== 'checkbox' || (field instanceof HTMLInputElement && field.checked),
    );
  return {
    text: (name) => named(name)[0]?.value.trim() ?? '',
    all: (name) => named(name).map((field) => field.value),
  };
}

/** The form that a further line of the plan is likely of: one that is neither there nor planned stands in the list at once. */
export function lackingForm({ lines, choices }: Pick<BundlePage, 'lines' | 'choices'>): string {
  const codes = ['图解', ...choices.forms.map(({ code }) => code)];
  return codes.find((code) => !lines.some(({ formCode }) => formCode === code)) ?? '图解';
}
