/** The articles of a post: 1 to 8, put in order by drag or Alt ↑↓, each with its cover. */
import HolderOutlined from '@ant-design/icons/HolderOutlined';
import PlusOutlined from '@ant-design/icons/PlusOutlined';
import { closestCenter, DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { arrayMove, SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { type KeyboardEvent, useRef, useState } from 'react';
import words from '../../../content/wording/console/posts.yaml';
import { useKeys } from '../frame/keys.ts';
import { say } from '../look/say.ts';
import styles from './article-column.module.css';
import { type Article, type Finding, pictureAddress, type Text } from './post-types.ts';

interface Props {
  articles: readonly Article[];
  texts: Readonly<Record<string, Text>>;
  findings: readonly Finding[];
  selected: string;
  most: number;
  editable: boolean;
  onSelect: (id: string) => void;
  onOrder: (ids: string[]) => void;
  onAdd: () => void;
  onRemove: (id: string) => void;
  onCover: (id: string) => void;
  onSettings: () => void;
  /** 重新组稿; absent for a post that is made of no page, and for whoever may not write. */
  onRemake: (() => void) | undefined;
  /** 撤下稿件; absent for whoever may not. */
  onDiscard: (() => void) | undefined;
}

export function ArticleColumn(props: Props) {
  const { articles, texts, findings, selected, most, editable, onSelect, onOrder, onAdd } = props;
  const [said, setSaid] = useState('');
  // A press without a way is a choice, not a drag.
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const ids = articles.map(({ id }) => id);
  const titleOf = (article: Article) => (texts[article.id]?.title ?? article.title) || words.editor.untitled;
  const move = (id: string, to: number) => {
    const from = ids.indexOf(id);
    if (!editable || to < 0 || to >= ids.length || from === to) return;
    onOrder(arrayMove(ids, from, to));
    const article = articles[from];
    if (article) setSaid(say(words.editor.moved, { title: titleOf(article), n: to + 1 }));
  };
  useKeys(
    { 'alt+arrowup': { says: words.keys.earlier }, 'alt+arrowdown': { says: words.keys.later } },
    { off: !editable || ids.length < 2 },
  );
  const drop = ({ active, over }: DragEndEvent) => over && move(String(active.id), ids.indexOf(String(over.id)));
  return (
    <nav className={styles.column} aria-label={words.editor.columns}>
      <p className={styles.head}>{say(words.editor.articles, { n: articles.length, max: most })}</p>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
        <SortableContext items={ids} strategy={verticalListSortingStrategy}>
          <ol className={styles.list}>
            {articles.map((article, i) => (
              <Card
                key={article.id}
                {...props}
                article={article}
                position={i}
                title={titleOf(article)}
                must={findings.filter((f) => f.article === i && f.severity === 'blocking' && !f.excepted).length}
                isSelected={article.id === selected}
                onSelect={() => onSelect(article.id)}
                onMove={(by) => move(article.id, i + by)}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {editable && articles.length < most ? (
        <button type="button" className={styles.add} onClick={onAdd}>
          <PlusOutlined /> {words.editor.add}
        </button>
      ) : null}
      <button type="button" className={styles.settings} onClick={props.onSettings}>
        {words.editor.settings}
      </button>
      {props.onRemake ? (
        <button type="button" className={styles.settings} onClick={props.onRemake}>
          {words.remake.title}
        </button>
      ) : null}
      {props.onDiscard ? (
        <button type="button" className={styles.settings} onClick={props.onDiscard}>
          {words.away.discard}
        </button>
      ) : null}
      <span className="hidden-words" aria-live="polite">
        {said}
      </span>
    </nav>
  );
}

interface CardProps extends Omit<Props, 'onSelect'> {
  article: Article;
  position: number;
  title: string;
  must: number;
  isSelected: boolean;
  onSelect: () => void;
  onMove: (by: number) => void;
}

function Card({
  article,
  position,
  title,
  must,
  isSelected,
  editable,
  articles,
  onSelect,
  onMove,
  onRemove,
  onCover,
}: CardProps) {
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: article.id,
    disabled: !editable,
  });
  const button = useRef<HTMLButtonElement>(null);
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
    requestAnimationFrame(() => button.current?.focus());
  };
  const style = {
    transform: transform ? `translate3d(${transform.x}px, ${transform.y}px, 0)` : undefined,
    transition,
    zIndex: isDragging ? 2 : undefined,
  };
  const place = position === 0 ? words.editor.first : say(words.editor.nth, { n: position + 1 });
  return (
    <li
      ref={setNodeRef}
      style={style}
      className={isSelected ? styles.selected : styles.card}
      {...(editable ? listeners : {})}
    >
      <button
        ref={button}
        type="button"
        className={styles.choose}
        aria-current={isSelected ? 'true' : undefined}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        title={editable ? words.editor.dragHint : undefined}
        onClick={onSelect}
        onKeyDown={keys}
      >
        {article.cover ? (
          <img className={styles.cover} src={pictureAddress(article.cover.sha256)} alt="" draggable={false} />
        ) : (
          <span className={styles.blank} aria-hidden="true">
            {title}
          </span>
        )}
        <span className={styles.title}>
          {editable ? <HolderOutlined aria-hidden="true" /> : null}
          <b>{title}</b>
        </span>
        <span className={styles.place}>
          {place}
          {article.hold ? ` · ${article.hold.person.name}` : ''}
        </span>
        {must > 0 ? <span className={styles.must}>{say(words.editor.must, { n: must })}</span> : null}
      </button>
      {isSelected && editable ? (
        <span className={styles.acts}>
          <button type="button" onClick={() => onCover(article.id)}>
            {words.editor.cover}
          </button>
          {articles.length > 1 ? (
            <button type="button" onClick={() => onRemove(article.id)}>
              {words.editor.remove}
            </button>
          ) : null}
        </span>
      ) : null}
    </li>
  );
}
