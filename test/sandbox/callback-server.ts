import { createServer, type IncomingMessage } from 'node:http';

/** One request that the sandbox made to a callback address. */
export interface Received {
  method: string;
  query: Record<string, string>;
  body: string;
}

export interface CallbackServer {
  url: string;
  received: Received[];
  /** What is answered from now on; null leaves requests without an answer. */
  answer: (request: Received) => string | null;
  stop(): Promise<void>;
}

/** An account holder's server that writes down what it gets. */
export async function openCallbackServer(): Promise<CallbackServer> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://callback');
    const received = {
      method: request.method ?? '',
      query: Object.fromEntries(url.searchParams),
      body: await bodyOf(request),
    };
    self.received.push(received);
    const answer = self.answer(received);
    if (answer !== null) response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const self: CallbackServer = {
    url: `http://127.0.0.1:${port}/callback`,
    received: [],
    answer: () => 'success',
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return self;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
