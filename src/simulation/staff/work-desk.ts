import type { Govcast } from '../../govcast.ts';
import { answerAsked, resumePaused } from './answer-asked.ts';
import { queueDrafts } from './queue-drafts.ts';
import { signWaiting, withdrawSome } from './sign-waiting.ts';
import type { Staff } from './staff.ts';
import { tendClocks } from './tend-clocks.ts';

/** Half an hour at the office: what is urgent first, then drafts, then signatures. */
export async function workDesk(staff: Staff, govcast: Govcast): Promise<void> {
  await resumePaused(staff, govcast);
  await answerAsked(staff, govcast);
  await queueDrafts(staff, govcast);
  await signWaiting(staff, govcast);
  await withdrawSome(staff, govcast);
  await tendClocks(staff, govcast);
}
