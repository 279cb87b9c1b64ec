import MarkdownIt from 'markdown-it';
import type { Article } from '../portal/article.ts';
import { blankPage } from './blank-page.ts';
import { composeDraft } from './compose-draft.ts';
import type { Composing, Composition } from './composing.ts';
import { draftOfKind } from './draft-of-kind.ts';
import type { MarkdownFile } from './front-matter.ts';
import { pictureLines, withPlainPictures } from './markdown-pictures.ts';
import type { PostDraft } from './post-draft.ts';
import type { Pictures } from './wechat-body.ts';

/** HTML in the text is printed as text, never taken as HTML. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: false });

/** A Markdown file as a post of one article. Pictures are looked up by the address that stands in the file. */
export function composeMarkdown(file: MarkdownFile, pictures: Pictures, composing: Composing): Composition {
  return composeDraft(draftMarkdown(file, composing), pictures, composing);
}

/** As composeMarkdown, before the pictures are there. */
export function draftMarkdown(file: MarkdownFile, composing: Composing): PostDraft {
  const { matter } = file;
  const body = withPlainPictures(file.body);
  const { kind, consultation, guide, topic, unit } = matter;
  const page: Article = {
    ...blankPage,
    title: matter.title,
    html: markdown.render(body),
    source: matter.source ?? null,
    author: matter.author ?? null,
    url: matter.original ?? null,
  };
  const marking = matter.marking ?? null;
  const { article, findings } = draftOfKind(
    {
      ...{ kind, article: page, marking, telephone: null, guide, unit },
      consultation: consultation ?? null,
      result: consultation?.result ? markdown.render(consultation.result) : '',
      topic: topic?.map((entry) => ({ ...entry, position: 0 })),
    },
    composing,
  );
  const author = matter.author ?? (kind === 'repost' ? '' : composing.office);
  const cover = matter.cover ?? null;
  const lines = pictureLines(markdown, body, file.bodyLine);
  const pictureLine = cover === null ? lines : { ...lines, [cover]: file.lineOf('cover') };
  return {
    kind,
    job: matter.job,
    marking,
    audience: matter.audience,
    publicUntil: matter.public_until ?? '',
    source: matter.source ?? null,
    unit,
    telephone: null,
    drafted: matter.drafted,
    articles: [{ ...article, author, cover, pictureLine }],
    findings,
  };
}
