/** What an article page says, as `govcast extract` answers it and as an item's revision keeps it. */
export interface Article {
  /** Where it was read, or the base address that was given for a file; null when neither is known. */
  url: string | null;
  /** The page family that read it: trs, jcms, jpaas, ucap, generic … */
  family: string;
  title: string | null;
  /** 发文字号, normalised: `示建发〔2026〕8号`. */
  number: string | null;
  issuer: string | null;
  indexNumber: string | null;
  subject: string | null;
  /** 成文日期, `YYYY-MM-DD`. Never the start of a clock. */
  writtenOn: string | null;
  /** Publication on the portal, ms UTC; null when the page gives none (never invented). */
  publishedAt: number | null;
  source: string | null;
  author: string | null;
  /** 主动公开 / 依申请公开 / 不予公开, null when nobody has said. */
  marking: Marking | null;
  /** 有效 / 失效 / 废止 …, as printed. */
  validity: string | null;
  /** Paragraphs parted by \n, nothing of the page's frame. */
  text: string;
  /** Sanitised HTML of the body with absolute addresses. */
  html: string;
  images: { url: string; alt: string }[];
  attachments: { url: string; name: string; type: string }[];
  links: { url: string; text: string }[];
  /** Column as the page names it (ColumnName, ColumnType, breadcrumb), for classification. */
  column: string | null;
  warnings: { code: string; message: string }[];
}

export type Marking = 'public' | 'on-request' | 'withheld';
