/** `outside` of config/channels.yaml: accounts of the matrix that others run, subordinate units and partners. */
import { z } from 'zod';
import type { CrossProblem } from './cross-problem.ts';
import type { People, Person } from './people.ts';

const platforms = [
  'wechat',
  'wechat-channels',
  'wecom',
  'weibo',
  'douyin',
  'kuaishou',
  'xiaohongshu',
  'toutiao',
  'bilibili',
  'website',
  'other',
] as const;
export type Platform = (typeof platforms)[number];

/** Hosts on which a platform shows what was published; a link elsewhere proves nothing. None means any public host. */
export const platformHosts: Readonly<Partial<Record<Platform, readonly string[]>>> = {
  wechat: ['mp.weixin.qq.com'],
  'wechat-channels': ['channels.weixin.qq.com', 'weixin.qq.com'],
  weibo: ['weibo.com', 'www.weibo.com', 'm.weibo.cn', 'weibo.cn', 't.cn'],
  douyin: ['www.douyin.com', 'v.douyin.com', 'www.iesdouyin.com', 'm.douyin.com'],
  kuaishou: ['www.kuaishou.com', 'v.kuaishou.com', 'm.kuaishou.com', 'v.m.chenzhongtech.com'],
  xiaohongshu: ['www.xiaohongshu.com', 'xhslink.com'],
  toutiao: ['www.toutiao.com', 'm.toutiao.com', 'toutiao.com'],
  bilibili: ['www.bilibili.com', 'm.bilibili.com', 'b23.tv', 't.bilibili.com'],
};

const outside = z.strictObject({
  /** Names the account in tables and commands; never changes; no account of `channels` has it. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'small letters, digits and hyphens'),
  /** The public name of the account. */
  name: z.string().min(1),
  platform: z.enum(platforms),
  /** M-02: the one main account stands under `channels`. */
  role: z.enum(['boutique', 'ordinary']),
  /** The unit that runs it. */
  office: z.string().min(1),
  /** Name of who answers for it there. */
  owner: z.string().min(1),
  /** Who gets its tasks: a person of people.yaml or an e-mail address. */
  contact: z.string().min(1),
  openedOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD'),
  /** N-03: why the office keeps more than one account on this platform; silences the warning. */
  secondAccountReason: z.string().min(1).optional(),
  /** A rehearsal account: its links may lead to this machine. */
  sandbox: z.boolean().default(false),
});

export const outsideSchema = z.array(outside).default([]);
export type OutsideAccount = z.output<typeof outside>;

/** A contact that is no e-mail address is a person of people.yaml. */
export function outsideProblems(outsiders: readonly OutsideAccount[], people: People): CrossProblem[] {
  const persons = people.people.map((p) => p.id);
  return outsiders.flatMap(({ contact }, i) =>
    persons.includes(contact) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact)
      ? []
      : [
          {
            path: ['outside', i, 'contact'],
            expected: 'a person of people.yaml or an e-mail address',
            found: contact,
            remedy: `Write an address as name@example.gov.cn, or one of ${persons.join(', ')}.`,
          },
        ],
  );
}

/** Contacts with an e-mail address as people who can be told, and do nothing else: they have no role and no section. */
export function contactPeople(outsiders: readonly OutsideAccount[]): Person[] {
  const byAddress = new Map(outsiders.filter((o) => o.contact.includes('@')).map((o) => [o.contact, o]));
  return [...byAddress].map(([contact, { owner, office }]) => {
    return { id: contact, name: owner, post: office, section: '', roles: [], email: contact };
  });
}
