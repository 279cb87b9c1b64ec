import { useId, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import styles from './paper.module.css';
import type { Lengths, Text } from './post-types.ts';

interface Props {
  value: Text;
  lengths: Lengths | undefined;
  disabled: boolean;
  onChange: (change: Partial<Text>) => void;
}

/** Below the text: the digest and where 阅读原文 leads. */
export function ArticleFields({ value, lengths, disabled, onChange }: Props) {
  const id = useId();
  const [address, setAddress] = useState<string | null>(null);
  const shown = address ?? value.sourceUrl ?? '';
  const isWrong = shown !== '' && !/^https?:\/\/[^\s/]+\S*$/i.test(shown);
  const leads = (typed: string) => {
    setAddress(typed);
    if (typed === '') onChange({ sourceUrl: null });
    else if (/^https?:\/\/[^\s/]+\S*$/i.test(typed)) onChange({ sourceUrl: typed });
  };
  return (
    <fieldset className={styles.fields} disabled={disabled}>
      <legend>{words.editor.details}</legend>
      <label htmlFor={`${id}d`}>{words.paper.digest}</label>
      <div>
        <textarea
          id={`${id}d`}
          rows={3}
          value={value.digest}
          placeholder={lengths?.digestText ?? ''}
          onChange={(event) => onChange({ digest: event.target.value.replace(/\n/g, ' ') })}
        />
        {value.digest === '' ? <p className={styles.hint}>{words.paper.digestAuto}</p> : null}
      </div>
      <label htmlFor={`${id}u`}>{words.paper.sourceUrl}</label>
      <div>
        <input
          id={`${id}u`}
          type="url"
          value={shown}
          aria-invalid={isWrong}
          onChange={(event) => leads(event.target.value.trim())}
          onBlur={() => !isWrong && setAddress(null)}
        />
        {isWrong ? <p className={styles.hint}>{words.paper.sourceUrlWrong}</p> : null}
      </div>
    </fieldset>
  );
}
