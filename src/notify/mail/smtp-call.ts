/** One mail over SMTP (RFC 5321): encrypted, the certificate checked, every wait limited, exactly one try. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { EmailConfig } from '../../config/notify.ts';
import type { ReadyMail } from './compose-mail.ts';

/**
 * What came of a try. `later`: the server took nothing and may take it later,
 * or it could not be reached at all. `no`: it will not take it as things are.
 * `lost`: the text was on its way and no answer came; SMTP has no look-up, so nobody knows.
 */
export type MailAnswer =
  | { is: 'sent'; detail: string }
  | { is: 'later'; detail: string; unreachable: boolean }
  | { is: 'no'; code: MailRefusal; detail: string }
  | { is: 'lost'; detail: string };

export type MailRefusal = 'mail-auth' | 'mail-tls' | 'mail-refused';

/** @param signal ends the try: what was on its way by then is lost */
export type SendMail = (mail: ReadyMail, signal: AbortSignal) => Promise<MailAnswer>;

const ports = { tls: 465, starttls: 587, none: 25 };

/** Sends by the server of notify.yaml. @param password read when the mail is sent; null when none is set */
export function smtpSender(email: EmailConfig, password: () => string | null): SendMail {
  return (mail, signal) => sendOnce(email, password(), mail, signal);
}

function sendOnce(
  email: EmailConfig,
  password: string | null,
  mail: ReadyMail,
  signal: AbortSignal,
): Promise<MailAnswer> {
  const connection = new SMTPConnection(optionsOf(email));
  let begun = false;
  const message = new Readable({
    read() {
      begun = true;
      this.push(mail.message);
      this.push(null);
    },
  });
  return new Promise((resolve) => {
    const end = (answer: MailAnswer) => {
      connection.removeAllListeners('error');
      // What a socket says after the answer is in changes nothing, but without a listener it would end the process.
      connection.on('error', () => {});
      if (answer.is === 'sent') connection.quit();
      else connection.close();
      resolve(answer);
    };
    const failed = (error: Error) => end(answerOf(error, begun));
    connection.once('error', failed);
    signal.addEventListener('abort', () => end(answerOf(new Error('the mail took too long'), begun)), { once: true });
    const send = () =>
      connection.send({ from: mail.from, to: [mail.to] }, message, (error, info) =>
        error ? failed(error) : end({ is: 'sent', detail: shortened(info?.response ?? '') }),
      );
    connection.connect((error?: Error | null) => {
      if (error) return failed(error);
      if (password === null || email.user === undefined) return send();
      connection.login({ user: email.user, pass: password }, (refused) => (refused ? failed(refused) : send()));
    });
  });
}

function optionsOf({ host, port, security, caFile, timeoutSeconds }: EmailConfig) {
  const limit = timeoutSeconds * 1000;
  return {
    host,
    port: port ?? ports[security],
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: limit,
    dnsTimeout: limit,
    tls: { rejectUnauthorized: true, ...(caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') }) },
  };
}

/** What the library's codes mean (nodemailer.com/errors). */
const refusals: Readonly<Record<string, MailRefusal>> = { EAUTH: 'mail-auth', ETLS: 'mail-tls' };

/** A definite reply of the server counts whenever it comes; without one it matters whether the text was on its way. */
function answerOf(error: Error & { code?: unknown; responseCode?: unknown }, begun: boolean): MailAnswer {
  const detail = shortened(error.message);
  const status = typeof error.responseCode === 'number' ? error.responseCode : 0;
  if (status >= 400 && status < 500) return { is: 'later', detail, unreachable: false };
  if (status >= 500) return { is: 'no', code: refusals[String(error.code)] ?? 'mail-refused', detail };
  if (begun) return { is: 'lost', detail };
  const code = refusals[String(error.code)];
  if (code !== undefined) return { is: 'no', code, detail };
  if (/certificate|\bssl\b|altnames|wrong version number/i.test(detail)) {
    return { is: 'no', code: 'mail-tls', detail };
  }
  return { is: 'later', detail, unreachable: true };
}

/** What a server says goes into a row and a log: one line, no more than is needed. */
function shortened(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200);
}
