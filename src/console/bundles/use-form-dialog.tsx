import words from '../../../content/wording/console/bundles.yaml';
import { type Act, useActDialog } from '../frame/act-dialog.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import { formValues } from './form-values.ts';

type Sent = Promise<{ error?: unknown }>;

/** Opens a dialog whose fields stand in `children`; `send` is given what they hold, and what is refused stands in it. */
export function useFormDialog(bundle: string) {
  const ask = useActDialog();
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  return (
    of: Pick<Act, 'title' | 'happens' | 'verb'> & Partial<Act>,
    send: (values: ReturnType<typeof formValues>, reason: string) => Sent,
  ) => {
    const key = `bundle-form-${bundle}`;
    ask({
      title: of.title,
      happens: of.happens,
      verb: of.verb,
      ...(of.cannotUndo === undefined ? {} : { cannotUndo: of.cannotUndo }),
      ...(of.reason === undefined ? {} : { reason: of.reason }),
      children: <div id={key}>{of.children}</div>,
      act: async (reason) => {
        const { error } = await send(formValues(document.getElementById(key)), reason);
        if (error) throw error;
        await lookAgain(['bundles', 'items', 'frame']);
        offer({ said: words.said.done });
      },
    });
  };
}
