import type { Article } from '../portal/article.ts';

/** A page of which nothing is known: what a text that stands on no portal is composed as. */
export const blankPage: Article = {
  ...{ url: null, family: 'generic', title: null, number: null, issuer: null, indexNumber: null, subject: null },
  ...{ writtenOn: null, publishedAt: null, source: null, author: null, marking: null, validity: null, column: null },
  ...{ text: '', html: '', images: [], attachments: [], links: [], warnings: [] },
};
