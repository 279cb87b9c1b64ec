/**
 * What of HTML lives through WeChat's editor and reader. WeChat publishes no list: scripts and foreign images are
 * documented, the rest is what editors see survive in practice.
 */

/** Tags of the result. `span` and `div` would survive too, but without their styles they mean nothing. */
export const survivingTags: ReadonlySet<string> = new Set(
  (
    'section p strong em b i u s sub sup h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code ' +
    'table thead tbody tr th td br hr img a'
  ).split(' '),
);

/** Tags with a surviving equivalent. Everything else is unwrapped: the tag goes, its content stays. */
export const renamedTags: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    section:
      'div article main header footer aside nav center figure address details summary dialog fieldset dl dd form',
    p: 'figcaption dt legend caption',
    u: 'ins',
    s: 'del strike',
    em: 'cite dfn var',
    code: 'kbd samp tt',
    pre: 'xmp plaintext listing',
    ul: 'menu dir',
    tbody: 'tfoot',
  }).flatMap(([to, from]) => from.split(' ').map((tag) => [tag, to])),
);

/** Tags whose content a reader never sees: they go with everything in them. */
export const hiddenTags: readonly string[] = (
  'script style noscript template head title meta link base iframe object embed applet video audio canvas ' +
  'source track param noembed noframes frame frameset colgroup col input area map datalist'
).split(' ');

/** Elements that start a line of their own. */
export const blockTags: ReadonlySet<string> = new Set([
  ...'section p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table thead tbody tr th td hr br'.split(' '),
  ...Object.entries(renamedTags).flatMap(([from, to]) =>
    ['section', 'p', 'pre', 'ul', 'tbody'].includes(to) ? [from] : [],
  ),
]);

/**
 * CSS that survives inline; `position`, `transform`, animations, variables and the like do not. One property that the
 * platform does not take can cost the whole attribute (seen by users of doocs/md), so a theme may use these only.
 */
export const survivingCss =
  /^(color|background-color|font(-\w+)*|text-(align|indent|decoration)|line-height|letter-spacing|margin(-\w+)*|padding(-\w+)*|border(-\w+)*|width|max-width|height|display|box-shadow|vertical-align|word-break|white-space)$/;
