/**
 * The XML that WeChat pushes, as a record of texts (channel-apis 4.4 to 4.7). Everything stays text: ids have 64 bits.
 * A DOCTYPE is refused, so there are no entities to grow; what a citizen writes stands in CDATA and may be anything.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { FixContent } from '../errors.ts';

export type XmlValue = string | XmlRecord | XmlValue[];
export interface XmlRecord {
  [name: string]: XmlValue;
}

/** The longest real push is a mass-send report of eight articles, below 10 kB. */
const MAX_CHARACTERS = 262_144;
const MAX_DEPTH = 16;

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: true,
  // The only repeated element of any push: a list of one must look like a list of two.
  isArray: (name) => name === 'item',
});

/**
 * @returns the content of the root element `xml`
 * @throws FixContent when it is no XML, has a DOCTYPE, is too long or too deep, or has another root
 */
export function parseCallbackXml(text: string): XmlRecord {
  if (text.length > MAX_CHARACTERS) throw refused('callback-xml-long', `it has ${text.length} characters`);
  const outside = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (/<!DOCTYPE|<!ENTITY/i.test(outside)) throw refused('callback-xml-doctype', 'it has a DOCTYPE');
  if (depthOf(outside) > MAX_DEPTH) throw refused('callback-xml-deep', `it nests more than ${MAX_DEPTH} deep`);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw refused('callback-xml', `${valid.err.msg} (line ${valid.err.line})`);
  const root = recordOf(parsedOrRefused(text))?.xml;
  const record = root === undefined ? undefined : recordOf(root);
  if (!record) throw refused('callback-xml', 'its root element is not <xml> with content');
  return record;
}

/** A text inside a record; '' when it is absent or no text. Surrounding white space is gone. */
export function textAt(record: XmlRecord, ...path: string[]): string {
  let value: XmlValue | undefined = record;
  for (const name of path) value = typeof value === 'object' && !Array.isArray(value) ? value[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

/** The records of a list; empty when it is absent or only white space, one when a single one was not put in a list. */
export function recordsAt(record: XmlRecord, ...path: string[]): XmlRecord[] {
  let value: XmlValue | undefined = record;
  for (const name of path) value = typeof value === 'object' && !Array.isArray(value) ? value[name] : undefined;
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((each) => (typeof each === 'object' && !Array.isArray(each) ? [each] : []));
}

/** The parser itself refuses names such as __proto__. */
function parsedOrRefused(text: string): unknown {
  try {
    return parser.parse(text);
  } catch (cause) {
    throw refused('callback-xml', cause instanceof Error ? cause.message : String(cause));
  }
}

/** Reads what the parser gives, of which nothing is known, into our shape. */
function recordOf(value: unknown): XmlRecord | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, readValue(each)]));
}

function readValue(value: unknown): XmlValue {
  if (Array.isArray(value)) return value.map(readValue);
  return recordOf(value) ?? String(value ?? '');
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag] of text.matchAll(/<[^>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>') && !tag.startsWith('<?') && !tag.startsWith('<!')) depth += 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function refused(code: string, why: string): FixContent {
  return new FixContent({
    code,
    message: `the pushed text is not taken: ${why}`,
    remedy: 'Nothing of it was stored. If it came from the platform, keep the body and report it; otherwise ignore it.',
  });
}
