/** Personal data of citizens as lists and cases show it. Pure. */
import { personalData } from '../review/checks/personal-data.ts';

const mail = /[\w.+-]+(@[\w-]+(?:\.[\w-]+)+)/g;
const landline = /(?<![\d-])(0\d{2,3}[- ]?)\d{4,5}(\d{3})(?!\d)/g;
/** A name that the text itself gives as one; family name stays. */
const named =
  /(我叫|姓名[:：为是]?\s?|联系人[:：]?\s?)([\u4e00-\u9fa5])[\u4e00-\u9fa5]{1,2}(?=[，,。；;、\s（(电手联]|$)/g;

/** A text with identity, card and telephone numbers, home addresses, mail addresses and names that it gives masked. */
export function maskPerson(text: string): string {
  const found = personalData(text).toReversed();
  const masked = found.reduce((rest, { start, end, masked: by }) => rest.slice(0, start) + by + rest.slice(end), text);
  return masked.replace(mail, '***$1').replace(landline, '$1****$2').replace(named, '$1$2**');
}

/** A writer's platform id, so that colleagues can tell two writers apart and nobody can look one up. */
export function maskSender(sender: string | null): string | null {
  return sender === null ? null : `${sender.slice(0, 2)}****${sender.slice(-4)}`;
}
