import { once } from 'node:events';
import { createServer, type Server, type Socket, connect as tcpConnect } from 'node:net';

/**
 * What stands between a worker and the platform: open, closed (connections are refused), or cutting each connection once
 * the request was sent, with it passed on (`cut-after`) or not (`cut-before`).
 */
export type GateMode = 'open' | 'closed' | 'cut-after' | 'cut-before';

/** A TCP gate before the server at `target`, on a port that stays the same however often it is closed. */
export async function startGate(target: string) {
  const upstream = new URL(target);
  const sockets = new Set<Socket>();
  let mode: GateMode = 'open';
  let passed = 0;
  let server: Server | null = null;
  const pass = (client: Socket) => {
    passed += 1;
    const cuts = mode;
    const behind = tcpConnect(Number(upstream.port), upstream.hostname);
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('close', () => behind.destroy());
    behind.on('close', () => client.destroy());
    client.on('data', (bytes) => (cuts === 'cut-before' ? client.resetAndDestroy() : behind.write(bytes)));
    behind.on('data', (bytes) => (cuts === 'cut-after' ? client.resetAndDestroy() : client.write(bytes)));
  };
  const open = async (port: number): Promise<number> => {
    server = createServer(pass).listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  };
  const close = async () => {
    const closing = server;
    server = null;
    for (const socket of sockets) socket.destroy();
    if (closing?.listening) await new Promise((resolve) => closing.close(resolve));
  };
  const port = await open(0);
  return {
    url: `http://127.0.0.1:${port}`,
    /** How many connections came through or were cut. */
    passed: () => passed,
    turn: async (to: GateMode) => {
      mode = to;
      if (to === 'closed') await close();
      else if (server === null) await open(port);
    },
    stop: close,
  };
}
