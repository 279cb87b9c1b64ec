import { Field } from './field.tsx';

interface Props {
  label: string;
  hint?: string;
  required?: boolean;
  autoFocus?: boolean;
  value: string;
  onType: (value: string) => void;
}

/** The code of a second factor: a telephone shows its digits, and a program that keeps codes may fill it in. */
export function CodeField(props: Props) {
  return <Field inputMode="numeric" autoComplete="one-time-code" {...props} />;
}
