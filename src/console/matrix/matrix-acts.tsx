import PauseCircleOutlined from '@ant-design/icons/PauseCircleOutlined';
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import ReloadOutlined from '@ant-design/icons/ReloadOutlined';
import SyncOutlined from '@ant-design/icons/SyncOutlined';
import words from '../../../content/wording/console/matrix.yaml';
import { api } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { useMay } from '../frame/frame-context.tsx';
import { useLookAgain } from '../frame/live.ts';
import { useUndo } from '../frame/undo-bar.tsx';
import act from '../look/act.module.css';
import { say } from '../look/say.ts';
import { usePauseSending } from '../today/pause-sending.tsx';
import styles from './matrix.module.css';
import type { AccountRow } from './matrix-types.ts';

interface Props {
  /** The account that is chosen. */
  row: AccountRow | undefined;
  /** How many accounts are still to be tried, because somebody asked for all. */
  probing: number;
  onRegister: () => void;
}

/** Right in the title line: rights are tried again, of one or of all; one more account; the stop of everything. */
export function MatrixActs({ row, probing, onRegister }: Props) {
  const { offer } = useUndo();
  const lookAgain = useLookAgain();
  const sending = usePauseSending();
  const mayProbe = useMay(['section-head', 'leader', 'system-admin']);
  const probe = api.useMutation('post', '/api/v1/matrix/{account}/probe');
  const probeAll = api.useMutation('post', '/api/v1/matrix/probes');
  const canProbe = row?.ours && !row.byHand && row.kind !== 'wecom-robot';
  const press = async () => {
    if (!row || probe.isPending) return;
    try {
      const { rights } = await probe.mutateAsync({ params: { path: { account: row.id } } });
      offer({ said: say(words.probed, { name: row.name, rights: rights.map(probedWords).join('、') }) });
    } catch (error) {
      const { title, remedy } = problemOf(error);
      offer({ said: `${title}：${remedy}` });
    }
    await lookAgain(['matrix']);
  };
  const all = async () => {
    if (probing > 0 || probeAll.isPending) return;
    try {
      const { left } = await probeAll.mutateAsync({ body: {} });
      offer({ said: say(words.probeAllAsked, { n: left }) });
    } catch (error) {
      const { title, remedy } = problemOf(error);
      offer({ said: `${title}：${remedy}` });
    }
    await lookAgain(['matrix']);
  };
  return (
    <>
      {mayProbe ? (
        <button
          type="button"
          className={`${act.act} ${styles.withIcon}`}
          aria-disabled={probing > 0 || probeAll.isPending}
          onClick={() => void all()}
        >
          <SyncOutlined aria-hidden="true" /> {probing > 0 ? say(words.probingAll, { n: probing }) : words.probeAll}
        </button>
      ) : null}
      {mayProbe && canProbe ? (
        <button
          type="button"
          className={`${act.act} ${styles.withIcon}`}
          title={say(words.probeOf, { name: row.name })}
          aria-disabled={probe.isPending}
          onClick={() => void press()}
        >
          <ReloadOutlined aria-hidden="true" /> {probe.isPending ? words.probing : words.probe}
        </button>
      ) : null}
      <button type="button" className={`${act.act} ${styles.withIcon}`} onClick={onRegister}>
        <PlusOutlined aria-hidden="true" /> {words.register}
      </button>
      {sending.may ? (
        <button type="button" className={`${act.act} ${act.danger} ${styles.withIcon}`} onClick={sending.open}>
          <PauseCircleOutlined aria-hidden="true" /> {words.pauseAll}
        </button>
      ) : null}
    </>
  );
}

function probedWords({ api: name, right }: { api: string; right: string }): string {
  const names: Readonly<Record<string, string>> = words.probeRight;
  return `${names[name] ?? name}${right === 'works' ? words.works : say(words.refused, { code: right })}`;
}
