import { bodyAliases } from './body-aliases.ts';

const longestFirst = bodyAliases
  .flatMap((names) => names.map((name) => [name, names[0] ?? name] as const))
  .sort(([a], [b]) => b.length - a.length);
const bodyEnd = /(?:委员会|办公室|总局|管理局|[局厅部委办署会行])$/u;

/**
 * The bodies of a printed issuer without their place and ending, so that two printings of one can be compared:
 * `示例市住房和城乡建设局、财政局` gives 住建 and 财政. Empty when the text names no body.
 */
export function bodyKernels(printed: string): string[] {
  const kernels = printed.split(/[\s、，,；;]+|(?<=[局厅部委])(?=[\u4e00-\u9fff]{2,}(?:局|厅|部|委))/u).map(kernelOf);
  return [...new Set(kernels.filter((kernel) => kernel.length >= 2))];
}

/** Whether two issuers have a body in common; null when one of them names none. */
export function sharesBody(one: string, other: string): boolean | null {
  const ours = bodyKernels(one);
  const theirs = bodyKernels(other);
  if (ours.length === 0 || theirs.length === 0) return null;
  return ours.some((kernel) => theirs.includes(kernel));
}

/** Whether an issuer is a government, whose policies its departments explain. */
export function isGovernment(issuer: string): boolean {
  return /人民政府|国务院|(?:^|[省市区县])政府|中共|人民代表大会|人大常委会/u.test(issuer);
}

function kernelOf(part: string): string {
  const name = part
    .replace(/等[一二三四五六七八九十\d]*(?:个)?(?:部门|单位)$/u, '')
    .replace(/(?:有关|相关)?(?:司局?|部门)?(?:主要)?(?:负责人|负责同志|领导)$/u, '')
    .replace(/^(?:中华人民共和国|国家|中国|全国)/u, '')
    .replace(
      /^(?:[省市区县](?!场)|.*?[\u4e00-\u9fff]{2,}(?:省|自治区|自治州|市|区|县|旗)(?!场))(?=[\u4e00-\u9fff]{2})/u,
      '',
    );
  const known = longestFirst.find(([alias]) => name.startsWith(alias));
  if (known) return known[1];
  return bodyEnd.test(name) ? name.replace(bodyEnd, '') : '';
}
