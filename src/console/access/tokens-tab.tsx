import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import words from '../../../content/wording/console/access.yaml';
import { fetchClient } from '../api/client.ts';
import { useActDialog } from '../frame/act-dialog.tsx';
import { useFrame } from '../frame/frame-context.tsx';
import { usePages } from '../frame/list-pages.ts';
import { lookAgain } from '../frame/look-again.ts';
import type { paths } from '../generated/api.d.ts';
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
import { scopeWords } from './scope-words.ts';
import { ShownOnce } from './shown-once.tsx';
import { TokenDialog, type TokenWish } from './token-dialog.tsx';

type Tokens = paths['/api/v1/tokens']['get']['responses'][200]['content']['application/json'];

/** 令牌: one's own; administrators and the auditor see all. */
export default function TokensTab() {
  const list = usePages<Tokens['items'][number], Pick<Tokens, 'scopes' | 'mostDays'>>(
    ['get', '/api/v1/tokens'],
    (cursor) => fetchClient.GET('/api/v1/tokens', { params: { query: cursor === undefined ? {} : { cursor } } }),
  );
  const { person, now } = useFrame();
  const client = useQueryClient();
  const ask = useActDialog();
  const confirm = useConfirm();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const trouble = list.error ? <Trouble error={list.error} what={words.tokens.what} onRetry={list.again} /> : null;
  if (trouble && list.rows.length === 0) return trouble;
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
      {list.isPending ? <RowsSkeleton rows={4} /> : null}
      {!list.isPending && list.rows.length === 0 ? <Empty says={words.tokens.none} /> : null}
      {list.rows.length > 0 ? (
        <HeadedTable columns={[name, of, scopes, expires, used, words.people.act]}>
          {list.rows.map((token) => (
            <tr key={token.id}>
              <td>
                {token.name}
                <small>{words.tokens[`state_${token.state}`]}</small>
              </td>
              <td className={styles.nowrap}>{token.personName}</td>
              <td>
                {token.scopes.map((scope) => (
                  <span key={scope} className={styles.chip}>
                    {scopeWords(scope)}
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
      {trouble}
      {list.isMore ? (
        <div className={styles.stepBody}>
          <button type="button" className={styles.plain} onClick={list.more} aria-disabled={list.isFetchingMore}>
            {words.tokens.more}
          </button>
        </div>
      ) : null}
      {making && list.first ? (
        <TokenDialog
          scopes={list.first.scopes}
          mostDays={list.first.mostDays}
          make={make}
          onClose={() => setMaking(false)}
        />
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
