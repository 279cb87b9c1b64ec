import type { Family } from './family.ts';

/** UCAP (开普云) and its relatives: `<UCAPCONTENT>` or `#UCAP-CONTENT`, articles `/cCOL/YYYYMM/ID.shtml`, a channelid in meta. */
export const ucap: Family = {
  name: 'ucap',
  signs: [
    /<UCAPCONTENT|<UCAPTITLE|<PUBLISHTIME|UCAP-CONTENT/i,
    /<meta[^>]+name=["']channelid["']/i,
    /\/common\/search\/|\/searchList\//,
    /href=["'][^"']*\/c\d+\/\d{6}\/[0-9a-f]+\.shtml/,
  ],
  addresses: [/\/c\d+\/\d{6}\/[0-9a-f]+\.shtml/],
  bodies: ['#UCAP-CONTENT', 'ucapcontent', '.article_content', '#zoomcon', '.article-content', '#detailContent'],
};
