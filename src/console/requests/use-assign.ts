/** Giving requests to sections and people: at once, with eight seconds to take it back. */
import { useState } from 'react';
import words from '../../../content/wording/console/requests.yaml';
import { api, type Problem } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import type { Hands, ListedRequest } from './request-types.ts';

type Seen = Pick<ListedRequest, 'id' | 'assignedAt'>;

/** `give(requests, hands)` answers whether anything was given; a refusal stands in `problem`. */
export function useAssign() {
  const assign = api.useMutation('post', '/api/v1/requests/assign');
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const [problem, setProblem] = useState<string | null>(null);
  const give = async (requests: readonly Seen[], { section, assignee, name }: Hands): Promise<boolean> => {
    setProblem(null);
    const assignments = requests.map(({ id, assignedAt }) => ({ request: id, section, assignee, seen: assignedAt }));
    try {
      const { assigned, left } = await assign.mutateAsync({ body: { assignments } });
      if (left.length > 0) setProblem(leftWords(left));
      if (assigned.length > 0)
        offer({
          said: say(words.given, { n: assigned.length, to: name }),
          undo: async () => {
            const back = assigned.map(({ request, before, assignedAt }) => ({ request, ...before, seen: assignedAt }));
            const { left: moved } = await assign.mutateAsync({ body: { assignments: back } });
            await lookAgain(['requests', 'frame']);
            if (moved.length > 0) throw notPutBack(moved);
          },
        });
      await lookAgain(['requests', 'frame']);
      return assigned.length > 0;
    } catch (error) {
      const { title, remedy } = problemOf(error);
      setProblem(`${title}：${remedy}`);
      return false;
    }
  };
  return { give, giving: assign.isPending, problem };
}

type Left = readonly { code: string }[];

function leftWords(left: Left): string {
  return say(words.left, { n: left.length, why: whyOf(left) });
}

/** What somebody else moved or closed meanwhile stays where it is, and the bar says so. */
function notPutBack(left: Left): Problem {
  const title = say(words.notBack, { n: left.length, why: whyOf(left) });
  return { code: 'request-assigned-meanwhile', title, status: 409, detail: '', remedy: '' };
}

function whyOf(left: Left): string {
  const known: Record<string, string> = words.leftWhy;
  return [...new Set(left.map(({ code }) => known[code] ?? code))].join('、');
}
