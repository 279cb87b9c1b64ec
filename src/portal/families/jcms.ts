import type { Family } from './family.ts';

/**
 * Hanweb JCMS (大汉): columns `/col/colN/index.html` with the rows as CDATA records in a script, articles
 * `/art/YYYY/M/D/art_COL_ID.html`. Deeper list pages come from dataproxy.jsp and are not read here.
 */
export const jcms: Family = {
  name: 'jcms',
  signs: [
    /<record>\s*<!\[CDATA\[/,
    /\/module\/(?:web\/)?jpage\/dataproxy\.jsp/,
    /ZJEG_RSS\.content\.begin/,
    /<meta name="ContentStart"/i,
    /\/module\/download\/downfile\.jsp/,
    /href=["'][^"']*\/art\/20\d{2}\/\d+\/\d+\/art_\d+_\d+\.html/,
  ],
  addresses: [/\/art\/\d{4}\/\d+\/\d+\/art_\d+_\d+\.html/, /\/col\/col\d+\//],
  bodies: ['#zoom', '.art_con', '.artile_zw', '.wzzw-article', '.article'],
  unhideRows: (html) => {
    const records = [...html.matchAll(/<record>\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*<\/record>/g)];
    if (records.length === 0) return null;
    return `<div>${records.map((record) => `<div>${record[1]}</div>`).join('\n')}</div>`;
  },
};
