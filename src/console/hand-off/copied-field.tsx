import { type ReactNode, useState } from 'react';
import words from '../../../content/wording/console/hand-off.yaml';
import act from '../look/act.module.css';
import { copyRich } from '../look/copy-rich.ts';
import { useCopy } from '../look/copy-text.ts';
import { say } from '../look/say.ts';
import styles from './hand-off.module.css';

/** One part of an article beside the button that copies it. */
export function CopiedField({ name, value }: { name: string; value: string }) {
  const { copied, copy } = useCopy();
  if (value === '') return <Row name={name}>{words.none}</Row>;
  return (
    <Row name={name} act={<CopyButton name={name} copied={copied} onCopy={() => void copy(value)} />}>
      {value}
    </Row>
  );
}

/** The text itself: copied with its styles, so that the editor of the platform keeps them. */
export function CopiedBody({ html, text }: { html: string; text: string }) {
  const [told, setTold] = useState<'copied' | 'not' | null>(null);
  const name = words.fields.body;
  const copy = () => setTold(copyRich(html, text) ? 'copied' : 'not');
  return (
    <Row name={name} act={<CopyButton name={name} copied={told === 'copied'} onCopy={copy} />}>
      <span role={told === 'not' ? 'alert' : undefined}>{told === 'not' ? words.notCopied : words.bodySays}</span>
    </Row>
  );
}

function Row({ name, act: button, children }: { name: string; act?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {button}
    </div>
  );
}

function CopyButton({ name, copied, onCopy }: { name: string; copied: boolean; onCopy: () => void }) {
  return (
    <dd className={styles.copy}>
      <button type="button" className={act.act} onClick={onCopy}>
        {say(words.copy, { what: name })}
      </button>
      <span role="status">{copied ? words.copied : ''}</span>
    </dd>
  );
}
