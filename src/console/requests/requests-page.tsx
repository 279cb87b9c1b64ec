import { useCallback, useEffect, useState } from 'react';
import { useLocation, useParams, useSearch } from 'wouter';
import words from '../../../content/wording/console/requests.yaml';
import { RequestCasePane } from './request-case.tsx';
import { RequestList } from './request-list.tsx';
import type { ListedRequest } from './request-types.ts';
import styles from './requests.module.css';

/** 诉求: the list by due time, the case, and why it is due when it is. On a phone one pane at a time. */
export default function RequestsPage() {
  const { id } = useParams<{ id?: string }>();
  const search = useSearch();
  const [, navigate] = useLocation();
  const [first, setFirst] = useState<ListedRequest | null>(null);
  const query = search === '' ? '' : `?${search}`;
  const hrefOf = useCallback((request: ListedRequest) => `/requests/${request.number ?? request.id}${query}`, [query]);
  // With room for three panes the first is open to begin with; on a phone the list is.
  const openId = id ?? first?.number ?? first?.id ?? null;
  useEffect(() => {
    document.title = words.title;
  }, []);
  return (
    <div className={styles.panes} data-open={id !== undefined}>
      <div className={styles.list}>
        <RequestList
          openId={openId}
          hrefOf={hrefOf}
          onOpen={(request) => navigate(hrefOf(request))}
          onFirst={setFirst}
        />
      </div>
      {openId === null ? (
        <p className={styles.pick}>{words.pick}</p>
      ) : (
        <RequestCasePane key={openId} id={openId} hrefOf={hrefOf} back={`/requests${query}`} />
      )}
    </div>
  );
}
