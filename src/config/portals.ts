/** `config/portals/<id>.yaml`: one file a portal, data only. Adding a portal is adding such a file. */
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens');
const httpUrl = z.url({ protocol: /^https?$/ });
const selector = z.string().trim().min(1);
const whole = z.number().int();

/** How often the portal is asked. It holds for a host, over all its columns together. */
const pace = z.strictObject({
  /** Shortest time between the starts of two requests to one host, ms. A longer Crawl-delay of robots.txt wins. */
  minDelayMs: whole.min(0).max(600_000).default(1000),
  /** Requests to one host at the same time. */
  concurrency: whole.min(1).max(16).default(1),
});

const timeouts = z.strictObject({
  /** Longest silence: to the connection, to the first byte, between two bytes; ms. */
  idleMs: whole.min(100).max(300_000).default(15_000),
  /** Longest time of one try from the request to the last byte, however busy it drips; ms. */
  totalMs: whole.min(100).max(900_000).default(60_000),
});

/** Again after a network error, 429 or 5xx. Only reading is ever repeated. */
const retry = z.strictObject({
  /** Tries in all. */
  tries: whole.min(1).max(10).default(3),
  /** Wait before the second try, doubled each time, ms. A longer Retry-After wins. */
  firstWaitMs: whole.min(0).max(600_000).default(2000),
  /** A Retry-After beyond this is not waited for: the source is tried at its next turn, ms. */
  maxWaitMs: whole.min(0).max(3_600_000).default(60_000),
});

/** Looks at pages that are known already: a changed page becomes a revision, a page that has gone is withdrawn. */
const revisit = z.strictObject({
  /** Items published in the last so many days are looked at again; 0 turns it off. */
  withinDays: whole.min(0).max(3650).default(14),
  /** Not oftener than once in so many hours. */
  everyHours: z.number().min(0).max(8760).default(24),
  /** A page that answers 404 or says so is withdrawn when it is still gone so many minutes later. */
  goneAfterMinutes: z.number().min(0).max(10_080).default(60),
  /** At most so many in one look at a column. */
  perLook: whole.min(0).max(1000).default(20),
});

/** Where the rows of a list page are. What is left out is found by the generic reader. */
const list = z.strictObject({
  /** CSS selector of one row. Without it the repeating element with the most dated article links is taken. */
  row: selector.optional(),
  /** Within the row: the link to the article. Default: the first `a[href]`. */
  link: selector.optional(),
  /** Within the row: the title. Default: the link's `title` attribute, else its text. */
  title: selector.optional(),
  /** Within the row: the date. Default: the first date in the row's text, else the date in the address. */
  date: selector.optional(),
  /** Form of that date in YYYY, MM, DD, HH, mm when it is none of the usual ones, e.g. `DD/MM/YYYY`. */
  dateFormat: z.string().regex(/YYYY/, 'contains YYYY').optional(),
  /** Fewer rows than this on the first page is a warning; none at all is always an error. */
  minRows: whole.min(1).max(1000).default(1),
});

const pages = z.strictObject({
  /** Address of a further page relative to the column's, with `{n}` for its number: `index_{n}.html`. */
  next: z.string().includes('{n}').optional(),
  /** `{n}` of the second page: 1 on TRS sites, 2 on many others. */
  start: whole.min(0).max(100).default(1),
  /** List pages read at most when the column is looked at again; reading stops earlier at a page that is all known. */
  max: whole.min(1).max(100).default(2),
  /** List pages read when the column is met for the first time. */
  firstFill: whole.min(1).max(1000).default(1),
});

const article = z.strictObject({
  /** CSS selector of the body. Without it the family's containers and then the densest block are taken. */
  body: selector.optional(),
  /** CSS selector of the title, before the page's labels. */
  title: selector.optional(),
  /** CSS selector of the element with the publication time, before the page's labels. */
  date: selector.optional(),
  /** The body ends before the first paragraph that begins with one of these, beside the usual ones. */
  cut: z.array(z.string().min(1)).default([]),
  /**
   * the disclosure attribute of pages of this column that carry no marking themselves, e.g. `public` for a news
   * column. Left out, nobody has said it, and the post is blocked until somebody does.
   */
  marking: z.enum(['public', 'on-request', 'withheld']).optional(),
});

const column = z.strictObject({
  /** Unique within the portal. The source's id is `<portal>/<column>`. */
  id,
  /** The column's name as staff know it: 政策文件. */
  name: z.string().min(1),
  /** Address of the first list page, absolute or relative to the portal's `base`. */
  url: z.string().min(1),
  /** What the column holds as a rule; a hint for classification, never a proof. */
  kind: z.enum(['policy', 'interpretation', 'notice', 'news', 'other']).default('other'),
  /** Looked at every so many minutes. */
  everyMinutes: z.number().min(1).max(10_080).default(10),
  /** Charset of the pages when they lie about it; otherwise it is found out page by page. */
  encoding: z.enum(['utf-8', 'gb18030', 'big5']).optional(),
  list: list.prefault({}),
  pages: pages.prefault({}),
  article: article.prefault({}),
});

export const portalSchema = z
  .strictObject({
    /** Equals the file's name. */
    id,
    /** The portal's name as staff know it: 示例市住房和城乡建设局. */
    name: z.string().min(1),
    /** Address of the site, with its port if it is an odd one: `https://zjj.shili.gov.cn/`. */
    base: httpUrl,
    /**
     * Further hosts that belong to the portal, `host` or `host:port`. Nothing else is ever asked, redirects included;
     * ports are 80 and 443 unless named.
     */
    hosts: z.array(z.string().regex(/^[^\s/@]+$/, 'host or host:port')).default([]),
    /** Whether its hosts may lie at private, loopback or link-local addresses (an intranet, the sandbox). */
    allowPrivate: z.boolean().default(false),
    /** A rehearsal portal: the sandbox serves it, and its address takes the place of `base`. */
    sandbox: z.boolean().default(false),
    /** Who is asking, with a contact: an e-mail address or a page. */
    userAgent: z.string().regex(/@|https?:\/\//, 'names a contact: an e-mail address or a page'),
    pace: pace.prefault({}),
    timeouts: timeouts.prefault({}),
    retry: retry.prefault({}),
    revisit: revisit.prefault({}),
    /** Largest answer after decompression, bytes. */
    maxBytes: whole
      .min(1024)
      .max(1024 ** 3)
      .default(8 * 1024 ** 2),
    columns: z.array(column).min(1),
  })
  .superRefine((portal, context) => {
    const seen = new Set<string>();
    portal.columns.forEach((each, i) => {
      if (seen.has(each.id)) {
        context.addIssue({
          code: 'custom',
          path: ['columns', i, 'id'],
          message: `the column id ${each.id} is used twice`,
        });
      }
      seen.add(each.id);
      if (!URL.canParse(each.url, portal.base)) {
        context.addIssue({
          code: 'custom',
          path: ['columns', i, 'url'],
          message: 'neither an address nor part of one',
        });
      }
    });
  });

export type Portal = z.output<typeof portalSchema>;
export type Column = Portal['columns'][number];

/** The id of a source in tables and on the command line: `shili/zcwj`. */
export function sourceId(portal: Pick<Portal, 'id'>, column: Pick<Column, 'id'>): string {
  return `${portal.id}/${column.id}`;
}
