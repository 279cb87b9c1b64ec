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
