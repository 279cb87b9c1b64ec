/** Tasks of the yearly plans: 今日 lists them; here one is put down as done. */
import { z } from 'zod';
import { personOf } from '../../config/acting-person.ts';
import type { Govcast } from '../../govcast.ts';
import { finishTask } from '../../ledger/finish-task.ts';
import { type ApiRoute, route } from '../api/route.ts';

export function taskRoutes({ acting, config }: Govcast): ApiRoute[] {
  return [
    route({
      method: 'POST',
      path: '/tasks/:task/done',
      summary: 'Puts a task of a yearly plan down as done; a person of its lead section or a leader does',
      admits: ['editor', 'section-head', 'leader', 'secrecy', 'desk'],
      params: z.object({ task: z.string() }),
      body: z.object({}),
      answer: z.object({ id: z.string(), title: z.string(), doneAt: z.number().nullable() }),
      handle: async ({ params: { task }, caller }) => {
        const person = personOf(config.people, caller.actor.person);
        const { id, title, doneAt } = await finishTask(acting, caller.actor, person, task);
        return { id, title, doneAt };
      },
    }),
  ];
}
