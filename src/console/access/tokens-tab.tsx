import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { api, fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { lookAgain } from '../frame/look-again.ts';
import { Empty } from '../look/empty.tsx';
import { Panel } from '../look/panel.tsx';
import { RowsSkeleton } from '../look/rows-skeleton.tsx';
import { say } from '../look/say.ts';
import { dayWords, momentWords } from '../look/time-words.ts';
import { Trouble } from '../look/trouble.tsx';
import styles from './access.module.css';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { useConfirm } from './confirm-session.ts';
import { HeadedTable } from './headed-table.tsx';
import { ShownOnce } from './shown-once.tsx';
import { TokenDialog, type TokenWish } from './token-dialog.tsx';

/** 令牌: one's own; administrators and the auditor see all. */
export default function TokensTab() {
  const { data, error, isPending, refetch } = api.useQuery('get', '/api/v1/tokens');
  const { person, now } = useFrame();
  const client = useQueryClient();
  const ask = useActDialog();
  const confirm = useConfirm();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  if (error) return <Trouble error={error} what={words.tokens.what} onRetry={() => void refetch()} />;
  const make = (wish: TokenWish) =>
    confirm.guarded(async () => {
      const { data: answer, error: refused } = await fetchClient.POST('/api/v1/tokens', {
        body: { person: person.id, ...wish },
      });
      if (refused) throw refused;
      setMade(answer.token);
      await lookAgain(client, ['tokens']);
    });
  const end = (id: string, name: string) =>
    ask({
      title: say(words.tokens.endTitle, { name }),
      happens: words.tokens.endHappens,
      cannotUndo: words.tokens.cannotUndo,
      verb: words.tokens.end,
      danger: true,
      act: async () => {
        const { error: refused } = await fetchClient.DELETE('/api/v1/tokens/{token}', {
          params: { path: { token: id } },
        });
        if (refused) throw refused;
        await lookAgain(client, ['tokens']);
      },
    });
  const { name, person: of, scopes, expires, used } = words.tokens;
  return (
    <Panel
      title={words.tokens.title}
      note={words.tokens.lead}
      flush
      acts={
        <button type="button" className={`${styles.primary} ${styles.small}`} onClick={() => setMaking(true)}>
          {words.tokens.make}
        </button>
      }
    >
      {isPending ? <RowsSkeleton rows={4} /> : null}
      {data?.items.length === 0 ? <Empty says={words.tokens.none} /> : null}
      {data && data.items.length > 0 ? (
        <HeadedTable columns={[name, of, scopes, expires, used, words.people.act]}>
          {data.items.map((token) => (
            <tr key={token.id}>
              <td>
                {token.name}
                <small>{words.tokens[`state_${token.state}`]}</small>
              </td>
              <td className={styles.nowrap}>{token.personName}</td>
              <td>
                {token.scopes.map((scope) => (
                  <span key={scope} className={styles.chip}>
                    {scope}
                  </span>
                ))}
              </td>
              <td className={styles.nowrap}>{dayWords(token.expiresAt, now())}</td>
              <td className={styles.nowrap}>
                {token.lastUsedAt ? momentWords(token.lastUsedAt, now()) : words.tokens.never}
                {token.lastUsedFrom ? <small>{token.lastUsedFrom}</small> : null}
              </td>
              <td>
                {token.state === 'holds' ? (
                  <button type="button" className={styles.link} onClick={() => end(token.id, token.name)}>
                    {words.tokens.end}
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </HeadedTable>
      ) : null}
      {making && data ? (
        <TokenDialog scopes={data.scopes} mostDays={data.mostDays} make={make} onClose={() => setMaking(false)} />
      ) : null}
      {confirm.asking ? <ConfirmDialog answer={confirm.answer} onLeave={confirm.leave} /> : null}
      {made ? (
        <ShownOnce
          title={words.tokens.shownTitle}
          note={words.tokens.shownNote}
          text={made}
          verb={words.tokens.shownKept}
          onClose={() => setMade(null)}
        />
      ) : null}
    </Panel>
  );
}
