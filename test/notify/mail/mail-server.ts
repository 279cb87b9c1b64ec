/** A mail server of the test's own, by the package that mail programs are tested with. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

const pem = readFileSync('test/fixtures/channels/self-signed.pem', 'utf8');

export interface MailServer {
  port: number;
  /** Texts of the mails that came in whole, in order. */
  received: string[];
  /** Called for each mail that came in whole, before it is answered; an error is the answer. */
  onMail: (count: number, hangUp: () => void) => Error | 'silent' | null;
  close: () => Promise<void>;
}

/** An answer of the server: 450 … comes back later, 550 … never. */
export function smtpError(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const sockets = new Set<{ destroy: () => void }>();
  const server = new SMTPServer({
    key: pem,
    cert: pem,
    authOptional: true,
    disabledCommands: ['AUTH'],
    logger: false,
    onData: (stream, _session, answer) => {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        mail.received.push(text);
        const said = mail.onMail(mail.received.length, () => {
          for (const socket of sockets) socket.destroy();
        });
        if (said !== 'silent') answer(said);
      });
    },
    ...options,
  });
  server.on('error', () => {});
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mail: MailServer = {
    port: (server.server.address() as AddressInfo).port,
    received: [],
    onMail: () => null,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return mail;
}
