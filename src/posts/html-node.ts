import type { CheerioAPI } from 'cheerio';
import type { Align, Block, Image } from './body-blocks.ts';

export type HtmlNode = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number];
export type HtmlElement = Extract<HtmlNode, { attribs: unknown }>;

/** Finds the stored picture of an `img`; null when it is left out. */
export type PictureOf = (img: HtmlElement) => Image | null;

/** Where blocks stand: what they may be depends on it. */
export type Place = 'page' | 'quote' | 'item' | 'cell';

export type ReadBlocks = (nodes: readonly HtmlNode[], place: Place, pictureOf: PictureOf, align?: Align) => Block[];

/** Alignment that an element gives its text, else the one from above. */
export function alignOf({ name, attribs }: HtmlElement, above: Align): Align {
  const style = /text-align\s*:\s*([a-z]+)/i.exec(attribs.style ?? '')?.[1];
  const said = (style ?? attribs.align ?? (name === 'center' || name === 'figcaption' ? 'center' : '')).toLowerCase();
  if (said === '') return above;
  return said === 'center' || said === 'right' ? said : null;
}

/** The elements among the children of an element. */
export function elementsOf({ children }: { children: readonly HtmlNode[] }): HtmlElement[] {
  return children.filter((child): child is HtmlElement => 'attribs' in child);
}

/** Where a link leads, without the signs that belong to no address. */
export function addressOf(href: string): string {
  return href.trim().replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('"', '%22');
}
