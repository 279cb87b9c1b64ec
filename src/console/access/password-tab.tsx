import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { api, fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { lookAgain } from '../frame/look-again.ts';
import { Panel } from '../look/panel.tsx';
import { say } from '../look/say.ts';
import styles from './access.module.css';
import { ChangePasswordForm } from './change-password-form.tsx';
import { CodeField } from './code-field.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useConfirm } from './confirm-session.ts';
import { Refusal } from './refusal.tsx';

/** 密码与动态码, one's own. */
export default function PasswordTab() {
  const [done, setDone] = useState(0);
  return (
    <div className={styles.panels}>
      <Panel title={words.change.title} note={words.change.lead}>
        {done > 0 ? (
          <p className={styles.note} role="status">
            {words.change.done}
          </p>
        ) : null}
        <ChangePasswordForm key={done} onDone={() => setDone((n) => n + 1)} />
      </Panel>
      <FactorPanel />
    </div>
  );
}

function FactorPanel() {
  const { data } = api.useQuery('get', '/api/v1/session');
  const [offer, setOffer] = useState<{ secret: string; picture: string } | null>(null);
  const [recovery, setRecovery] = useState<string[] | null>(null);
  /** The codes were shown: whoever types goes on at what stands in their place. */
  const [kept, setKept] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const client = useQueryClient();
  const ask = useActDialog();
  const confirm = useConfirm();
  const isOn = data?.session?.secondFactor ?? false;
  const start = () =>
    confirm
      .guarded(async () => {
        const { data: answer, error } = await fetchClient.POST('/api/v1/session/factor');
        if (error) throw error;
        setOffer(answer);
      })
      .catch(setRefused);
  const end = () =>
    ask({
      title: words.factor.end,
      happens: words.factor.endHappens,
      verb: words.factor.end,
      danger: true,
      act: () =>
        confirm.guarded(async () => {
          const { error } = await fetchClient.DELETE('/api/v1/session/factor');
          if (error) throw error;
          await lookAgain(client, ['session']);
        }),
    });
  const keep = () => {
    setRecovery(null);
    setKept(true);
  };
  const confirmed = (codes: string[]) => {
    setOffer(null);
    setRecovery(codes);
    void lookAgain(client, ['session']);
  };
  return (
    <Panel title={words.factor.title} note={words.factor.lead}>
      <div className={styles.form}>
        {recovery ? (
          <>
            <p className={styles.note}>{words.factor.recovery}</p>
            <div className={styles.secret}>{recovery.join('  ')}</div>
            <div className={styles.acts}>
              {/* biome-ignore lint/a11y/noAutofocus: it stands where the code was just sent */}
              <button type="button" className={styles.primary} autoFocus onClick={keep}>
                {words.factor.kept}
              </button>
            </div>
          </>
        ) : offer ? (
          <FirstCode offer={offer} onConfirmed={confirmed} />
        ) : (
          <div className={styles.acts}>
            <span>{isOn ? words.factor.on : words.factor.off}</span>
            {/* biome-ignore lint/a11y/noAutofocus: only after the codes, whose button stood here */}
            <button type="button" className={styles.plain} autoFocus={kept} onClick={isOn ? end : () => void start()}>
              {isOn ? words.factor.end : words.factor.set}
            </button>
          </div>
        )}
        <Refusal error={refused} />
      </div>
      {confirm.asking ? <ConfirmDialog answer={confirm.answer} onLeave={confirm.leave} /> : null}
    </Panel>
  );
}

interface FirstCodeProps {
  offer: { secret: string; picture: string };
  onConfirmed: (recovery: string[]) => void;
}

/** The QR code, its secret in letters, and the first code. */
function FirstCode({ offer, onConfirmed }: FirstCodeProps) {
  const [code, setCode] = useState('');
  const confirm = api.useMutation('post', '/api/v1/session/factor/confirm');
  const send = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate({ body: { code } }, { onSuccess: ({ recovery }) => onConfirmed(recovery) });
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <p className={styles.note}>{words.factor.scan}</p>
      <img className={styles.qr} src={offer.picture} width={208} height={208} alt={words.factor.picture} />
      <div className={styles.secret}>{say(words.factor.secret, { secret: offer.secret })}</div>
      <CodeField label={words.factor.type} required autoFocus value={code} onType={setCode} />
      <Refusal error={confirm.error} />
      <div className={styles.acts}>
        <button type="submit" className={styles.primary} aria-disabled={confirm.isPending}>
          {words.factor.confirm}
        </button>
      </div>
    </form>
  );
}
