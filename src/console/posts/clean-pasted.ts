/** Cleans what is pasted from Word and web pages before the paper reads it. The server cleans again whatever arrives. */

export interface Cleaned {
  html: string;
  styles: number;
  tables: number;
  pictures: number;
  parts: number;
  /** Remarks of colleagues and tracked deletions: they are no part of the text. */
  remarks: number;
}

const NOISE =
  'script,style,meta,link,title,head,xml,iframe,object,embed,video,audio,form,input,button,select,noscript,template';
const BOLD = /(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)/i;
/** Word's remarks with their marks, and what tracking has struck out. What was inserted is text. */
const REMARKS =
  'del,.msocomanchor,[data-looks*="mso-element:comment-list"],[data-looks*="mso-special-character:comment"]';
const LEADS = /^(?:https?:|mailto:|tel:)/i;
const ORDERED = /^[(（]?\d{1,3}[.)、．）]/;
const BULLET = /^[·•●○■□◆◇➢✓\u00b7\u2022\u25cf\uf0a7\uf0b7\uf06c\uf0d8-]/;

/**
 * HTML of a clipboard as plain structure: headings, paragraphs, bold, lists (Word's too, which come as paragraphs), tables
 * with something in them, links. Counts what was left out, so that it can be said.
 */
export function cleanPasted(html: string): Cleaned {
  // The page's policy speaks against every style and handler that a parser meets: they are read as something else.
  const inert = html
    // What only Word reads; what is for everybody else stands in the open between conditions.
    .replace(/<!--\[if [^\]]*\]>[\s\S]*?<!\[endif\]-->/gi, '')
    .replace(/<style[\s\S]*?<\/style>/gi, '')
    .replace(
      /<!(?:--)?\[if !supportLists\](?:--)?>([\s\S]*?)<!(?:--)?\[endif\](?:--)?>/gi,
      (_, marker: string) => `<i data-marker>${marker}</i>`,
    )
    .replace(/<!(?:--)?\[(?:if [^\]]*|endif)\](?:--)?>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/(\s)style(\s*=)/i, '$1data-looks$2').replace(/(\s)on[a-z]+(\s*=)/gi, '$1data-does$2'),
    );
  const doc = new DOMParser().parseFromString(inert, 'text/html');
  const { body } = doc;
  const cleaned: Cleaned = { html: '', styles: 0, tables: 0, pictures: 0, parts: 0, remarks: 0 };
  for (const comment of commentsIn(doc)) comment.remove();
  for (const noise of body.querySelectorAll(NOISE)) {
    cleaned.parts += /^(?:SCRIPT|IFRAME|OBJECT|EMBED|VIDEO|AUDIO|FORM)$/.test(noise.tagName) ? 1 : 0;
    noise.remove();
  }
  for (const remark of body.querySelectorAll(REMARKS)) {
    if (!body.contains(remark)) continue;
    cleaned.remarks += remark.matches('del,[data-looks*="special-character"]') ? 1 : 0;
    remark.remove();
  }
  for (const hidden of body.querySelectorAll('[hidden],[data-looks*="display:none" i],[data-looks*="display: none" i]'))
    hidden.remove();
  for (const picture of body.querySelectorAll('img,v\\:imagedata')) {
    if (picture.getAttribute('src')?.startsWith('/api/v1/posts/pictures/')) continue;
    cleaned.pictures += picture.tagName === 'IMG' ? 1 : 0;
    picture.remove();
  }
  for (const table of body.querySelectorAll('table')) {
    if ((table.textContent ?? '').trim() !== '' || table.querySelector('img')) continue;
    cleaned.tables += 1;
    table.remove();
  }
  joinLines(body);
  wordHeadings(body);
  wordLists(body);
  for (const element of [...body.querySelectorAll('*')]) cleaned.styles += unstyled(element);
  for (const block of body.querySelectorAll('p,div,h1,h2,h3,h4,h5,h6,li')) {
    if ((block.textContent ?? '').replace(/[\s\u00a0]/g, '') === '' && !block.querySelector('img,table'))
      block.remove();
  }
  cleaned.html = body.innerHTML.replace(/\u00a0/g, ' ');
  return cleaned;
}

function commentsIn(doc: Document): Comment[] {
  const walker = doc.createTreeWalker(doc, NodeFilter.SHOW_COMMENT);
  const found: Comment[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node instanceof Comment) found.push(node);
  return found;
}

/** A source that is broken between two Chinese signs means no blank there. */
function joinLines(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    node.nodeValue = (node.nodeValue ?? '').replace(
      /([\u3001-\u9fff\uff01-\uff60])[ \t]*\n\s*(?=[\u3001-\u9fff\uff01-\uff60])/g,
      '$1',
    );
}

/** Word's own heading styles; the largest of the paper's headings is the second level. */
function wordHeadings(body: HTMLElement): void {
  for (const heading of body.querySelectorAll('h1')) renamed(heading, 'h2');
  for (const paragraph of body.querySelectorAll('p[data-looks*="mso-outline-level" i]')) {
    const level = Number(/mso-outline-level\s*:\s*(\d)/i.exec(paragraph.getAttribute('data-looks') ?? '')?.[1] ?? 9);
    if (level <= 4) renamed(paragraph, `h${Math.max(2, Math.min(4, level + 1))}`);
  }
}

/** Word writes lists as paragraphs with their signs as text. Chinese numbering (一、（二）) is text of the document and stays. */
function wordLists(body: HTMLElement): void {
  let list = null as HTMLElement | null;
  for (const paragraph of [...body.querySelectorAll('p')]) {
    const inList =
      /mso-list\s*:\s*l\d/i.test(paragraph.getAttribute('data-looks') ?? '') ||
      /MsoListParagraph/.test(paragraph.className);
    const marker = paragraph.querySelector('[data-marker]');
    const sign = (marker?.textContent ?? paragraph.textContent ?? '').trim();
    const tag = ORDERED.test(sign) ? 'ol' : BULLET.test(sign) ? 'ul' : null;
    if (!inList || tag === null) {
      list = null;
      continue;
    }
    if (marker) marker.remove();
    else stripSign(paragraph, sign.slice(0, (ORDERED.exec(sign) ?? BULLET.exec(sign))?.[0].length ?? 0));
    if (list?.tagName.toLowerCase() !== tag || list.nextElementSibling !== paragraph) {
      list = body.ownerDocument.createElement(tag);
      paragraph.before(list);
    }
    const item = body.ownerDocument.createElement('li');
    item.append(...paragraph.childNodes);
    list.append(item);
    paragraph.remove();
  }
  for (const marker of body.querySelectorAll('[data-marker]')) marker.replaceWith(...marker.childNodes);
}

function stripSign(paragraph: Element, sign: string): void {
  const walker = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const first = walker.nextNode();
  if (first?.nodeValue?.trimStart().startsWith(sign))
    first.nodeValue = first.nodeValue.trimStart().slice(sign.length).trimStart();
}

/** Takes an element's looks off and keeps what they mean: bold, and where 落款 stands. @returns how many looks it had */
function unstyled(element: Element): number {
  const style = element.getAttribute('data-looks') ?? '';
  const align =
    /text-align\s*:\s*(center|right)/i.exec(style)?.[1] ??
    /^(center|right)$/i.exec(element.getAttribute('align') ?? '')?.[1];
  const had = style !== '' || element.hasAttribute('class') || element.tagName === 'FONT' ? 1 : 0;
  for (const { name } of [...element.attributes]) {
    if (!/^(?:href|src|alt|colspan|rowspan)$/.test(name)) element.removeAttribute(name);
    else if (name === 'href' && !LEADS.test(element.getAttribute(name) ?? '')) element.removeAttribute(name);
  }
  if (align && /^(?:P|H[2-6]|TD|TH)$/.test(element.tagName)) element.setAttribute('data-align', align.toLowerCase());
  if (/^(?:SPAN|FONT|O:P|ST1:\w+|W:\w+|CENTER)$/.test(element.tagName)) {
    if (BOLD.test(style) && (element.textContent ?? '').trim() !== '') {
      const strong = element.ownerDocument.createElement('strong');
      strong.append(...element.childNodes);
      element.replaceWith(strong);
    } else element.replaceWith(...element.childNodes);
  }
  return had;
}

function renamed(element: Element, tag: string): void {
  const other = element.ownerDocument.createElement(tag);
  for (const { name, value } of [...element.attributes]) other.setAttribute(name, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
}
