import { ask, askingAs } from './ask.ts';
import type { Known } from './pages.ts';

interface Place {
  post: string | null;
  channel: string;
  at: number;
  movable: boolean;
}

const QUARTER_MS = 15 * 60_000;

/** What people do meanwhile: a note on a request each second and a half, and every four seconds a post is moved. */
export function officeActs(url: string, cookies: ReadonlyMap<string, string>, { request }: Known) {
  const desk = askingAs(url, cookies.get('feng-jie') ?? '');
  const editor = askingAs(url, cookies.get('li-na') ?? '');
  let places: Place[] | null = null;
  const post = async (asking: typeof desk, path: string, body: unknown) => {
    const answer = await ask(asking, path, body);
    if (answer.status !== 200)
      throw new Error(`${answer.status} POST ${path.replace(/01[0-9A-Z]{24}/, ':id')} ${answer.body}`);
  };
  const move = async () => {
    places ??= await movable();
    const place = places.pop();
    if (!place) return;
    const { post: id, channel, at } = place;
    await post(editor, '/calendar/move', { post: id, channel, at: at + QUARTER_MS });
  };
  const movable = async (): Promise<Place[]> => {
    const { body } = await ask(editor, '/calendar?from=2026-11-25&to=2026-12-01&channels=a3,a4,a5,a6,a7,a8');
    const { items }: { items: Place[] } = JSON.parse(body);
    return items.filter((item) => item.movable && item.post !== null);
  };
  return [
    { everyMs: 1_500, run: () => post(desk, `/requests/${request}/notes`, { text: '已联系物业核实。' }) },
    { everyMs: 4_000, run: move },
  ];
}
