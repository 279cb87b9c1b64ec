/** A real page that speaks of a missing page has more to say than this. */
const SHORT = 200;
const MISSING =
  /页面不存在|找不到(?:您|你)?(?:要?访问的|所?请求的)?(?:页面|网页|文件|资源)|访问的(?:页面|内容|信息|文章|网页)(?:已)?(?:不存在|被?删除|下线|失效)|(?:信息|文章|内容|页面|网页)已(?:被)?(?:删除|下线|撤回|过期)|\b404\b.*not\s*found|not\s*found.*\b404\b/i;
const MISSING_TITLE = /^\s*(?:404(?:$|[\s_|—-]|错误|页面)|页面(?:不存在|未找到|找不到)|找不到页面|not found)/i;

/** Whether a page answered with 200 says that there is no such page. */
export function isSoft404(title: string | null, text: string): boolean {
  if (text.length > SHORT) return false;
  return MISSING_TITLE.test(title ?? '') || MISSING.test(title ?? '') || MISSING.test(text);
}
