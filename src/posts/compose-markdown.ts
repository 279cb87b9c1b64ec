import MarkdownIt from 'markdown-it';
import { composeDraft, type PostDraft } from './compose-draft.ts';
import { labelOfKind } from './compose-item.ts';
import type { Composing, Composition } from './composing.ts';
import type { MarkdownFile } from './front-matter.ts';
import type { Pictures } from './wechat-body.ts';

/** HTML in the text is printed as text, never taken as HTML. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: false });

/** A Markdown file as a post of one article. Pictures are looked up by the address that stands in the file. */
export function composeMarkdown(file: MarkdownFile, pictures: Pictures, composing: Composing): Composition {
  return composeDraft(draftMarkdown(file, composing), pictures, composing);
}

/** As composeMarkdown, before the pictures are there. */
export function draftMarkdown({ matter, body }: MarkdownFile, composing: Composing): PostDraft {
  const text = markdown.render(body);
  const html = composing.templates.render('generic', {
    title: matter.title,
    body: text,
    number: '',
    issuer: '',
    publishedOn: '',
    source: matter.source ?? '',
    form: '',
    telephone: '',
    policyTitle: '',
    office: composing.office,
    attachments: [],
  });
  return {
    kind: matter.kind,
    job: matter.job,
    marking: matter.marking ?? null,
    audience: matter.audience,
    publicUntil: matter.public_until ?? '',
    source: matter.source ?? null,
    telephone: null,
    articles: [
      {
        title: matter.title,
        author: matter.author ?? composing.office,
        body: text,
        html,
        sourceUrl: null,
        label: labelOfKind(matter.kind),
        cover: matter.cover ?? null,
      },
    ],
    findings: [],
  };
}
