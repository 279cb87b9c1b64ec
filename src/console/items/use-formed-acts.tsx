/** What people tell of a real-time column: formed, disclosed, told by mistake. */
import { type ReactNode, useState } from 'react';
import words from '../../../content/wording/console/items.yaml';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { say } from '../look/say.ts';
import { dayWords } from '../look/time-words.ts';
import { FormedDialog, type Told } from './formed-dialog.tsx';
import type { Formed, PortalColumn } from './item-types.ts';
import { OutDialog, type OutWish } from './out-dialog.tsx';

const said = words.deadline;

export interface FormedActs {
  tell: (column: PortalColumn) => void;
  out: (formed: Formed) => void;
  wrong: (formed: Formed) => void;
}

export function useFormedActs(): { acts: FormedActs; dialog: ReactNode } {
  const { now } = useFrame();
  const ask = useActDialog();
  const { offer } = useUndo();
  const look = useLookAgain();
  const [open, setOpen] = useState<{ tell: PortalColumn } | { out: Formed } | null>(null);
  const after = async (told: string) => {
    await look(['columns', 'today', 'frame']);
    offer({ said: told });
  };
  const tell = async (column: PortalColumn, body: Told) => {
    const params = { path: { column: String(column.number) } };
    const { data, error } = await fetchClient.POST('/api/v1/columns/{column}/formed', { params, body });
    if (!data) throw error;
    await after(data.isNew ? say(said.told, { day: dayWords(body.formedAt, now()) }) : said.toldAlready);
  };
  const out = async ({ id }: Formed, body: OutWish) => {
    const params = { path: { formed: id } };
    const { error } = await fetchClient.POST('/api/v1/columns/formed/{formed}/done', { params, body });
    if (error) throw error;
    await after(said.outDone);
  };
  const wrong = ({ id, title }: Formed) =>
    ask({
      title: say(said.wrongTitle, { title }),
      happens: said.wrongHappens,
      reason: { label: said.wrongReason, usual: said.wrongUsual },
      verb: said.wrongVerb,
      act: async (reason) => {
        const path = { params: { path: { formed: id } }, body: { reason } };
        const { error } = await fetchClient.POST('/api/v1/columns/formed/{formed}/void', path);
        if (error) throw error;
        await after(said.wrongDone);
      },
    });
  const close = () => setOpen(null);
  const dialog =
    open === null ? null : 'tell' in open ? (
      <FormedDialog column={open.tell} tell={(told) => tell(open.tell, told)} onClose={close} />
    ) : (
      <OutDialog formed={open.out} out={(wish) => out(open.out, wish)} onClose={close} />
    );
  return {
    acts: { tell: (column) => setOpen({ tell: column }), out: (formed) => setOpen({ out: formed }), wrong },
    dialog,
  };
}
