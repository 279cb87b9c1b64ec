/** Four columns: articles, paper, findings, phone (editor.png). */
import type { Editor as Paper_ } from '@tiptap/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { useFrame } from '../frame/frame-context.tsx';
import { useUndo } from '../frame/undo-bar.tsx';
import { useTold } from '../frame/use-told.ts';
import { say } from '../look/say.ts';
import { ArticleColumn } from './article-column.tsx';
import { ConflictSheet } from './conflict-sheet.tsx';
import { Counts } from './counts.tsx';
import { CoverSheet } from './cover-sheet.tsx';
import { EditorTitle } from './editor-title.tsx';
import { FindingCards } from './finding-cards.tsx';
import { Paper } from './paper.tsx';
import { Phone } from './phone.tsx';
import styles from './post-editor.module.css';
import { type Editor, textOf } from './post-types.ts';
import { RemakeSheet } from './remake-sheet.tsx';
import { ReturnBar, ReviewBar, StaleBar } from './review-bars.tsx';
import { SettingsSheet } from './settings-sheet.tsx';
import { useArticles } from './use-articles.ts';
import { useAway } from './use-away.ts';
import { useEditorText } from './use-editor.ts';
import { useFindings } from './use-findings.ts';
import { useSubmit } from './use-submit.ts';
import { VersionsSheet } from './versions-sheet.tsx';

type Sheet = 'versions' | 'settings' | 'cover' | 'remake' | null;

interface Props {
  page: Editor;
  /** Reads the page anew; resolves with what it is now. */
  reload: () => Promise<{ data?: Editor | undefined }>;
}

export function PostEditor({ page, reload }: Props) {
  const { now } = useFrame();
  const undo = useUndo();
  const told = useTold();
  const { post, choices } = page;
  const text = useEditorText(page, reload);
  const { copy, check, editable } = text;
  const [selected, setSelected] = useState(copy.articles[0]?.id ?? '');
  const [sheet, setSheet] = useState<Sheet>(null);
  const [scroll, setScroll] = useState(0);
  const [editor, setEditor] = useState<Paper_ | null>(null);
  const paper = useRef<HTMLDivElement>(null);
  const position = Math.max(
    0,
    copy.articles.findIndex(({ id }) => id === selected),
  );
  const article = copy.articles[position];
  const lengths = check.lengths.find((each) => each.article === article?.id);
  const acts = useArticles(post.id, text, (id) => setSelected(id));
  const openField = useCallback((check: string) => setSheet(check === 'cover-old-title' ? 'cover' : 'settings'), []);
  const { returned } = page;
  const findings = useFindings({
    ...{ post, text, editor, position, returned, select: setSelected, openField, setHead: acts.setHead },
  });
  const submit = useSubmit({ post, text, reload });
  const away = useAway(reload);
  // A new article begins with its title, as soon as it stands on the paper.
  const [begun, setBegun] = useState<string | null>(null);
  const shownId = article?.id;
  useEffect(() => {
    if (begun === null || shownId !== begun) return;
    paper.current?.querySelector('textarea')?.focus();
    setBegun(null);
  }, [begun, shownId]);
  // What was typed is a revision first, so that nothing of it is put away unseen.
  const putAway = async () => {
    await text.keepRevision();
    const { data } = await reload();
    away.discard(data?.post ?? post);
  };
  const ofPages = post.origin === 'item' || post.origin === 'bundle';
  const openRemake = ofPages && editable ? () => setSheet('remake') : undefined;
  const title = text.texts[copy.articles[0]?.id ?? '']?.title ?? copy.articles[0]?.title ?? post.title;
  return (
    <div className={styles.page}>
      <EditorTitle
        post={post}
        title={title}
        text={text}
        submit={submit}
        onVersions={() => told(text.keepRevision().finally(() => setSheet('versions')))}
      />
      <ReviewBar post={post} text={text} reload={reload} onTakeUp={() => told(away.takeUp(post))} />
      <ReturnBar returned={returned} />
      <StaleBar post={post} text={text} reload={reload} />
      <div className={styles.columns}>
        <ArticleColumn
          articles={copy.articles}
          texts={text.texts}
          findings={check.findings}
          selected={article?.id ?? ''}
          most={choices.articles}
          editable={editable}
          onSelect={setSelected}
          onOrder={(ids) => told(acts.order(ids))}
          onAdd={() => told(acts.add().then(setBegun))}
          onRemove={(id) => told(acts.remove(id))}
          onCover={() => setSheet('cover')}
          onSettings={() => setSheet('settings')}
          onRemake={openRemake}
          onDiscard={post.mayDiscard ? () => told(putAway()) : undefined}
        />
        <div className={styles.paper} ref={paper}>
          {article ? (
            <Paper
              key={article.id}
              post={post.id}
              article={article}
              position={position}
              text={text}
              lengths={lengths}
              source={copy.head.source}
              onEditor={setEditor}
              onScroll={setScroll}
              onCover={() => setSheet('cover')}
            />
          ) : null}
          <Counts lengths={lengths} />
        </div>
        <FindingCards
          findings={findings.shown}
          current={findings.current}
          gone={findings.gone}
          paper={paper}
          scroll={scroll}
          mayExcept={post.mayExcept}
          editable={editable}
          certain={findings.certain}
          onAll={findings.takeAll}
          onTake={findings.take}
          onKeep={findings.keep}
          onShow={findings.show}
          onRemake={openRemake}
        />
        <Phone
          post={post.id}
          position={position}
          version={copy.version}
          account={choices.account}
          now={now()}
          lengths={lengths}
        />
      </div>
      {sheet === 'settings' ? (
        <SettingsSheet
          copy={copy}
          choices={choices}
          disabled={!editable}
          onHead={acts.setHead}
          onWishes={acts.setWishes}
          onClose={() => setSheet(null)}
        />
      ) : null}
      {sheet === 'cover' && article ? (
        <CoverSheet
          post={post.id}
          article={article}
          text={text.texts[article.id] ?? textOf(article)}
          position={position}
          onCover={acts.took}
          onClose={() => setSheet(null)}
        />
      ) : null}
      {sheet === 'versions' ? (
        <VersionsSheet
          post={post.id}
          newest={copy.baseRevision}
          editable={editable}
          onRestore={async (revision) => {
            const made = await acts.restore(revision);
            if (made) undo.offer({ said: say(words.versions.restored, { n: revision, m: made.revision }) });
          }}
          onPutBack={acts.putBack}
          onClose={() => setSheet(null)}
        />
      ) : null}
      {sheet === 'remake' ? (
        <RemakeSheet
          origin={post.origin}
          kind={copy.head.kind}
          kinds={choices.kinds}
          onRemake={(recipe) => acts.remake(recipe).then(reload)}
          onClose={() => setSheet(null)}
        />
      ) : null}
      {text.conflict ? (
        <ConflictSheet
          conflict={text.conflict}
          onChoose={(choice, merged) => void text.settleConflict(choice, merged)}
        />
      ) : null}
    </div>
  );
}
