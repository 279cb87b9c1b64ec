import type { Family } from './family.ts';

/** TRS WCM (拓尔思): articles at `…/YYYYMM/tYYYYMMDD_ID.html`, lists `index_1.html` written by createPageHTML. */
export const trs: Family = {
  name: 'trs',
  signs: [
    /TRS_Editor|trs_editor_view|TRS_UEDITOR|trs_paper_default/,
    /createPageHTML\s*\(/,
    /href=["'][^"']*\/?t20\d{6}_\d+\.s?html?/,
    /\bW0\d{15,}\.\w+/,
  ],
  addresses: [/\/t20\d{6}_\d+\.s?html?/],
  bodies: ['.trs_editor_view', '.TRS_UEDITOR', '.TRS_Editor', '.trs_paper_default'],
};
