import words from '../../../content/wording/console/access.yaml';
import { api } from '../api/client.ts';
import styles from './access.module.css';
import { Refusal } from './refusal.tsx';

/** 用单位统一身份登录. @param first whether it is the main act of the page, because most may come by no other way */
export function OfficeSignIn({ back, first }: { back: string; first: boolean }) {
  const begin = api.useMutation('post', '/api/v1/session/oidc');
  const leave = () => {
    if (begin.isPending) return;
    begin.mutate({ body: { back } }, { onSuccess: ({ address }) => location.assign(address) });
  };
  const going = begin.isPending || begin.isSuccess;
  return (
    <div className={styles.form}>
      <button
        type="button"
        className={`${first ? styles.primary : styles.plain} ${styles.large}`}
        aria-disabled={going}
        onClick={leave}
      >
        {going ? words.login.officeGoing : words.login.office}
      </button>
      <Refusal error={begin.error} />
    </div>
  );
}
