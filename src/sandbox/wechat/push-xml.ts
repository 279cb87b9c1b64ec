/** Fields of a push: text as CDATA, numbers bare, a list as repeated elements. */
export type XmlValue = string | number | bigint | typeof blank | XmlFields | XmlValue[];
export interface XmlFields {
  [name: string]: XmlValue;
}

/** An empty list as it arrives in the field: white space where an object was expected. */
export const blank = Symbol('blank');

/** The push as the platform words it: `<xml>…</xml>`. */
export function pushXml(fields: XmlFields): string {
  return `<xml>${elements(fields)}</xml>`;
}

function elements(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) => (Array.isArray(value) ? value.map((v) => element(name, v)).join('') : element(name, value)))
    .join('');
}

function element(name: string, value: XmlValue): string {
  return `<${name}>${inner(value)}</${name}>`;
}

function inner(value: XmlValue): string {
  if (value === blank) return '\n\n';
  if (typeof value === 'string') return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
  if (Array.isArray(value)) return value.map((item) => element('item', item)).join('');
  return typeof value === 'object' ? elements(value) : String(value);
}
