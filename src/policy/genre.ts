/** Genres of normative documents (体裁), domain rules d.2; the longest that ends a title is its genre. */
export const genres = words(`
  通知 意见 实施意见 指导意见 若干意见 办法 管理办法 实施办法 暂行办法 管理暂行办法 考核办法 细则 实施细则 操作细则 规定 暂行规定 管理规定 若干规定 规则 条例
  暂行条例 实施条例 法 方案 实施方案 工作方案 行动方案 改革方案 总体方案 分组方案 计划 行动计划 工作计划 规划 发展规划 规划纲要 纲要 要点 工作要点 措施 若干措施
  政策措施 政策 若干政策 标准 规范 工作规范 指引 标准指引 操作指引 工作指引 指南 规程 操作规程 目录 药品目录 清单 事项清单 公告 通告 决定 命令 令 批复 函 复函
  通报 纪要 预案 应急预案 章程 制度 准则 导则 技术导则 守则 公约 倡议书 要求 流程 体系 基准 裁量基准 名录 意见书 举措 任务 重点任务 工作安排 安排 框架 法典 修正案 解释
`).sort((a, b) => b.length - a.length);

/** Words that name a document without making one: 关于X法 ends in 法, 方法 and 做法 do not. */
export const notGenres = words(`
  方法 做法 看法 说法 执法 普法 书法 司法 宪法 无法 司法解释 政策解释 名词解释 法律解释 情况解释 用法 想法 来函 政协函 好政策 新政策 新规定 新要求 新任务 新举措 号令 时令 指令
`);

/** Laws whose names end in one of those words all the same. */
export const lawNames = /^(?:中华人民共和国)?(?:宪法|(?:新|新修订)?公司法)$/u;

/** The verbs behind 关于 that only put a document into force: what they carry is the document (关于印发《X》的通知). */
export const issuingVerbs = words(`
  重新印发 修订印发 联合印发 印发实施 印发 重新发布 重新公布 公布 发布 颁布 颁发 批转 转发 下发 实施 施行 修订 修改 修正 废止 调整 继续执行 继续实施 延长 同意
  批准 公开征求 征求 征集 解读
`);

/** Verbs that ask for something to be done; they stay part of the title. */
export const workingVerbs = words(`
  进一步做好 切实做好 做好 进一步加强 切实加强 加强 进一步推进 加快推进 全面推进 深入推进 推进 推动 进一步规范 规范 贯彻落实 深入贯彻 进一步 开展 组织 加快 支持
  促进 完善 深化 建立 启用 设立 成立
`);

/** A table written as words parted by blanks. */
function words(table: string): string[] {
  return table.trim().split(/\s+/u);
}
