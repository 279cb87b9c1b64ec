import { type Check, findingAt, nowhere } from './check.ts';

/** M-01: every post does one of the four jobs of an account, and a person or a setting has said which. */
export const checkJob: Check = ({ job }, { wording }) =>
  job === null ? [findingAt(wording, 'job.unset', nowhere)] : [];
