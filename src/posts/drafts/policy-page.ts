import { readFile } from 'node:fs/promises';
import { parseYaml } from '../../config/read-yaml.ts';
import { FixContent, Refused } from '../../errors.ts';
import { findBundle } from '../../policy/bundle-store.ts';
import { findDocumentNumbers } from '../../policy/document-number.ts';
import type { Article } from '../../portal/article.ts';
import { decodePage } from '../../portal/fetch/charset.ts';
import { articleOf } from '../../portal/item-store.ts';
import { readArticle } from '../../portal/read-article.ts';
import type { Db } from '../../store/database.ts';
import { page as extractedPage } from '../read-material.ts';
import { visibleText } from '../visible-text.ts';

/**
 * A policy's page out of a file: a saved page in any charset, or what `govcast extract --json` printed.
 * @param base for relative addresses of a saved page, and its own address; null when it is not known
 * @throws FixContent naming the file
 */
export async function readPolicyFile(file: string, base: string | null, now: number): Promise<Article> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    const remedy = 'Give a saved page, what `govcast extract --json` printed, item:ID or bundle:ID.';
    throw new FixContent({ code: 'draft-file', message: `${file} cannot be read`, place: file, remedy, cause });
  }
  if (!file.toLowerCase().endsWith('.json')) {
    const findNumbers = (text: string) => findDocumentNumbers(text).map((n) => n.normalised);
    return readArticle(decodePage(bytes, null).text, base, { now, findNumbers });
  }
  const article = parseYaml(file, bytes.toString('utf8'), extractedPage).value;
  return { ...article, text: article.text === '' ? visibleText(article.html) : article.text };
}

/**
 * The newest revision of an item, or of a bundle's policy.
 * @throws Refused when there is no such item or bundle
 */
export async function loadPolicyPage(db: Db, kind: 'item' | 'bundle', id: string): Promise<Article> {
  const item = kind === 'item' ? id : (await findBundle(db, id))?.policy;
  const article = item === undefined ? null : await articleOf(db, item);
  if (article) return article;
  throw new Refused({
    code: `${kind}-unknown`,
    message: `there is no ${kind} ${id}`,
    place: `${kind}:${id}`,
    remedy:
      kind === 'item' ? 'Take the id from `govcast link` or the console.' : 'Take the id from `govcast pair list`.',
  });
}
