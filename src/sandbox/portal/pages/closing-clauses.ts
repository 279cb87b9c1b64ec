/** Clauses that close most policies of a bureau, so that each topic need only say what is its own. */

/** 组织实施: who answers for it, how the money is watched, where to complain. */
export function safeguards(section: string, phone: string): string {
  return `（一）加强组织领导。各区人民政府（管委会）是责任主体，要明确牵头部门和具体责任人，建立定期会商、定期通报制度，重大问题及时向市政府报告。
（二）严格资金管理。财政、审计部门依法对资金使用情况进行监督检查。对虚报冒领、截留挪用的，追回资金，并依法依规追究责任。
（三）强化监督服务。市住房和城乡建设局设立咨询和投诉电话${phone}，由${section}负责受理，一般事项5个工作日内答复，疑难事项15个工作日内答复。
（四）做好宣传引导。通过政府网站、政务新媒体、社区公告栏等渠道公开政策内容和办理流程，让群众看得懂、办得成。`;
}

/** When it comes into force and for how long, as the last article. */
export function inForce(from: string, until: string): string {
  return `本办法自${from}起施行，有效期至${until}。此前有关规定与本办法不一致的，以本办法为准。国家和省另有规定的，从其规定。`;
}
