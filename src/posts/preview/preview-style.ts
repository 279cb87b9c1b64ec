/**
 * Look of the preview: colours, type and rhythm of the console, light and dark by the system; what stands inside a phone is
 * always light, as the platform draws it.
 */
export const previewStyle = `
:root{--bg:#f1f4f6;--surface:#fff;--sunken:#f7f9fa;--line:#e0e6eb;--edge:#c3cdd6;--t1:#17212b;--t2:#435261;--t3:#5f6e7c;--pri:#1b4f8a;--pri-bg:#e9f0f8;
--red:#bd1f1b;--red-bg:#fce6e4;--yellow:#765900;--yellow-bg:#faf1cf;--orange:#a84607;--note-bg:#eaeef1;--fill:#2f659f;
--sans:"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif;
--song:"Songti SC","Noto Serif CJK SC","Source Han Serif SC",SimSun,serif}
@media (prefers-color-scheme:dark){:root{--bg:#0d141b;--surface:#151e27;--sunken:#1a252f;--line:#27343f;--edge:#3a4a58;--t1:#e7edf2;--t2:#b3c0cc;--t3:#8e9dab;--pri:#86b6ec;--pri-bg:#1b2f45;
--red:#ff8a80;--red-bg:#3f1c1e;--yellow:#e3c04f;--yellow-bg:#332c12;--orange:#f29a58;--note-bg:#232f3a;--fill:#8db2d8}}
*{box-sizing:border-box}
html{scroll-padding-top:64px;-webkit-text-size-adjust:100%}
body{background:var(--bg);color:var(--t1);font:14px/1.57 var(--sans);margin:0}
a{color:var(--pri)}
:focus-visible{outline:2px solid var(--pri);outline-offset:2px}
.skip{left:-999px;position:absolute}.skip:focus{background:var(--surface);left:12px;padding:8px 12px;top:8px;z-index:2}
.page{margin:0 auto;max-width:1160px;padding:0 20px 56px}
header{padding:28px 0 18px}
.eyebrow{color:var(--t3);font-size:13px;margin:0 0 6px}
h1{font:700 24px/1.5 var(--song);margin:0 0 12px;max-width:34em}
h2{font-size:17px;line-height:28px;margin:0 0 12px}
h3{color:var(--t2);font-size:13px;font-weight:600;line-height:20px;margin:0 0 8px}
.chips{display:flex;flex-wrap:wrap;gap:8px;list-style:none;margin:0;padding:0}
.chip{background:var(--surface);border:1px solid var(--line);border-radius:4px;color:var(--t2);font-size:13px;line-height:20px;padding:3px 10px}
.chip.blocking{background:var(--red-bg);border-color:transparent;color:var(--red)}
.chip.warning{background:var(--yellow-bg);border-color:transparent;color:var(--yellow)}
nav{background:var(--bg);border-bottom:1px solid var(--line);margin:0 -20px 20px;padding:0 20px;position:sticky;top:0;z-index:1}
nav ul{display:flex;gap:4px;list-style:none;margin:0;overflow-x:auto;padding:0}
nav a{color:var(--t2);display:block;line-height:24px;padding:10px 12px;text-decoration:none;white-space:nowrap}
nav a:hover{color:var(--pri);text-decoration:underline}
section{margin:0 0 32px}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:16px}
.findings{display:grid;gap:12px;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));list-style:none;margin:0;padding:0}
.finding{background:var(--surface);border:1px solid var(--line);border-left:4px solid var(--edge);border-radius:8px;padding:12px 16px}
.finding.blocking{border-left-color:var(--red)}.finding.warning{border-left-color:var(--yellow)}
.finding p{margin:0 0 6px;overflow-wrap:anywhere}.finding p:last-child{margin:0}
.grade{font-size:13px;font-weight:600}.blocking .grade{color:var(--red)}.warning .grade{color:var(--yellow)}.note .grade{color:var(--t3)}
.rule{color:var(--t3);font-size:12px;font-weight:400;margin-left:8px}
.finding q{background:var(--sunken);border-radius:4px;color:var(--t2);padding:1px 6px;quotes:none}
.remedy{color:var(--t2)}
.none{align-items:center;color:var(--t2);display:flex;gap:8px;margin:0}
.cards{align-items:start;display:grid;gap:24px;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr))}
.wx{background:#ededed;border-radius:8px;color:#191919;color-scheme:light;padding:16px}
.msg{background:#fff;border-radius:8px;margin:0 auto;max-width:358px;overflow:hidden}
.msg .lead{display:block;position:relative}
.msg .lead img,.msg .lead .blank{aspect-ratio:900/383;display:block;object-fit:cover;width:100%}
.msg .lead p{font-size:17px;line-height:24px;margin:0;padding:12px 14px}
.msg .small{color:#5c5c5c;font-size:14px;line-height:20px;margin:0;padding:0 14px 14px}
.msg ul{border-top:1px solid #ebebeb;list-style:none;margin:0;padding:0 14px}
.msg li{align-items:center;border-bottom:1px solid #ebebeb;display:flex;gap:12px;justify-content:space-between;padding:12px 0}
.msg li:last-child{border:0}.msg li p{font-size:16px;line-height:23px;margin:0}
.thumb{background:#dfe3e8;border-radius:4px;display:block;flex:none;height:52px;object-fit:cover;overflow:hidden;position:relative;width:52px}
.share{background:#fff;border-radius:8px;margin:0 auto;max-width:290px;padding:12px 14px}
.share .t{-webkit-box-orient:vertical;-webkit-line-clamp:2;display:-webkit-box;font-size:16px;line-height:22px;margin:0 0 6px;overflow:hidden}
.share .row{display:flex;gap:10px}.share .d{-webkit-box-orient:vertical;-webkit-line-clamp:3;color:#5c5c5c;display:-webkit-box;flex:1;font-size:12px;line-height:17px;margin:0;overflow:hidden}
.share .from{border-top:1px solid #ebebeb;color:#5c5c5c;font-size:12px;margin:10px 0 0;padding:6px 0 0}
.caption{color:var(--t3);font-size:13px;margin:8px 0 0;text-align:center}
.article{align-items:start;display:grid;gap:28px;grid-template-columns:392px minmax(0,1fr)}
.phone{background:#fff;border:1px solid var(--edge);border-radius:28px;box-shadow:0 8px 28px rgba(13,20,27,.08);color:#222;color-scheme:light;margin:0 auto;max-width:392px;overflow:hidden;width:100%}
.bar{align-items:center;background:#fff;border-bottom:1px solid #f0f0f0;color:#191919;display:flex;font-size:13px;height:40px;justify-content:center}
.inside{font-size:16px;line-height:1.75;padding:20px 16px 28px}
.inside .title{color:#191919;font-size:22px;font-weight:600;line-height:1.4;margin:0 0 14px}
.inside .by{color:#5c5c5c;font-size:15px;line-height:20px;margin:0 0 22px}.inside .by b{color:#3f5478;font-weight:400;margin:0 8px 0 4px}
.inside .by span{white-space:nowrap}
.body{overflow-wrap:break-word}.body img{max-width:100%}
.scroll{overflow-x:auto}
.original{border-top:1px solid #f0f0f0;font-size:15px;margin:28px 0 0;padding:16px 0 0}.original b{color:#3f5478;font-weight:400}
.original span{color:#5c5c5c;display:block;font-size:12px;line-height:18px;overflow-wrap:anywhere}
.side{display:grid;gap:16px;position:sticky;top:64px}
.crops{align-items:end;display:flex;flex-wrap:wrap;gap:16px}
.crops figure{margin:0}.crops figcaption{color:var(--t3);font-size:12px;margin-top:4px}
.crops .wide{aspect-ratio:900/383;border:1px solid var(--line);border-radius:4px;display:block;object-fit:cover;width:300px;max-width:100%}
.crop{background:#dfe3e8;display:block;border:1px solid var(--line);border-radius:4px;height:128px;overflow:hidden;position:relative;width:128px}
.digest{margin:0}
.counts{border-collapse:collapse;font-variant-numeric:tabular-nums;width:100%}
.counts th{color:var(--t2);font-weight:400;padding:5px 12px 5px 0;text-align:left;white-space:nowrap;width:1%}
.counts td{padding:5px 0}.counts td:last-child{padding-left:12px;text-align:right;white-space:nowrap;width:1%}
.track{background:var(--note-bg);border-radius:3px;height:6px;min-width:48px;overflow:hidden}
.track i{background:var(--fill);display:block;height:100%}
.near .track i{background:var(--orange)}.over .track i{background:var(--red)}
.near td:last-child{color:var(--orange);font-weight:600}.over td:last-child{color:var(--red);font-weight:600}
details{background:var(--surface);border:1px solid var(--line);border-radius:8px;margin:0 0 12px}
summary{cursor:pointer;font-weight:600;padding:12px 16px}summary span{color:var(--t3);font-size:13px;font-weight:400;margin-left:8px}
pre.form{border-top:1px solid var(--line);font:14px/1.7 var(--sans);margin:0;overflow-wrap:anywhere;padding:12px 16px;white-space:pre-wrap}
footer{border-top:1px solid var(--line);color:var(--t3);font-size:12px;padding-top:12px}
@media (max-width:860px){.article{grid-template-columns:minmax(0,1fr)}.side{position:static}h1{font-size:21px}.page{padding:0 14px 40px}nav{margin:0 -14px 16px;padding:0 14px}}
@media print{:root{--bg:#fff;--surface:#fff;--sunken:#fff}nav,.skip{display:none}.page{max-width:none;padding:0}.side{position:static}
.article{break-before:page}.finding,.msg,.panel,.phone tr{break-inside:avoid}.phone{border:1px solid #666;border-radius:4px}details{border:1px solid #666}}
@media (forced-colors:active){.track{border:1px solid}.track i{background:Highlight}}
`;
