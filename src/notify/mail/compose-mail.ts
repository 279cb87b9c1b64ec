import type { NoticeTable } from '../../store/tables/notices.ts';
import type { NoticeText } from '../notice.ts';

/** A mail ready to be sent: the same bytes for the same notice, however often it is made. */
export interface ReadyMail {
  from: string;
  to: string;
  message: Buffer;
}

/**
 * The mail of a notice. Its Message-ID comes from the notice's id, so that a mail that had to be repeated after a lost
 * answer is folded into one by mail programs.
 */
export async function composeMail(
  notice: Pick<NoticeTable, 'id' | 'body' | 'createdAt'>,
  from: string,
  to: { name: string; address: string },
): Promise<ReadyMail> {
  const { title, text }: NoticeText = JSON.parse(notice.body);
  const sender = addressOf(from);
  // Loaded with the first mail: many offices send none.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const message = await new MailComposer({
    from,
    to,
    subject: title,
    text,
    date: new Date(notice.createdAt),
    messageId: `<${notice.id}@${sender.slice(sender.indexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return { from: sender, to: to.address, message };
}

/** The bare address of `名称 <address>`. */
function addressOf(from: string): string {
  return (/<([^<>]+)>$/.exec(from)?.[1] ?? from).trim();
}
