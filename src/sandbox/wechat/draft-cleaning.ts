import { load } from 'cheerio';

/** Elements that the platform takes out with all that is in them (channel-apis 5). */
const removed =
  'script, noscript, style, link, meta, iframe, form, input, button, select, textarea, object, embed, video, audio';

/** What the platform keeps of an article's HTML. It says nothing of what it drops. */
export function cleanArticleHtml(html: string): string {
  const $ = load(html, null, false);
  $(removed).remove();
  $('img').each((_, image) => {
    const src = $(image).attr('src') ?? $(image).attr('data-src') ?? '';
    if (!/^https?:\/\/mmbiz\.qpic\.cn\//i.test(src)) $(image).remove();
  });
  $('*').each((_, element) => {
    // `<a<script>` is an element of that odd name to a parser; its name would be read otherwise elsewhere.
    if (!/^[a-z][a-z0-9:-]*$/i.test($(element).prop('tagName') ?? '')) {
      $(element).replaceWith($(element).contents());
      return;
    }
    for (const name of Object.keys($(element).attr() ?? {})) {
      if (/^on/i.test(name) || name.toLowerCase() === 'id') $(element).removeAttr(name);
    }
    if (/^\s*javascript:/i.test($(element).attr('href') ?? '')) $(element).removeAttr('href');
  });
  $.root()
    .find('*')
    .addBack()
    .contents()
    .each((_, node) => {
      if (node.type === 'comment') $(node).remove();
    });
  return $.html();
}

/** The text that a reader sees, white space collapsed. */
export function visibleText(html: string): string {
  return load(html, null, false).text().replace(/\s+/g, ' ').trim();
}
