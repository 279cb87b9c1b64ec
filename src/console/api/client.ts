/** The typed client of the API, made from its description; every page reads and writes through it. */
import createFetchClient, { type Middleware } from 'openapi-fetch';
import createClient from 'openapi-react-query';
import type { paths } from '../generated/api.d.ts';
import { newKey } from './new-key.ts';

/** What the API says when it refuses (application/problem+json). */
export interface Problem {
  title: string;
  status: number;
  detail: string;
  code: string;
  place?: string;
  remedy: string;
  incident?: string;
}

/** Nobody has touched the page for this long: what it fetches by itself keeps no session alive. */
const QUIET_MS = 60_000;
let touchedAt = Date.now();
const touched = () => {
  touchedAt = Date.now();
};
for (const event of ['pointerdown', 'keydown', 'wheel'])
  addEventListener(event, touched, { capture: true, passive: true });

const marks: Middleware = {
  onRequest: ({ request }) => {
    request.headers.set('x-govcast', 'console');
    if (request.method === 'GET' && Date.now() - touchedAt > QUIET_MS) request.headers.set('x-govcast-quiet', '1');
    if (request.method !== 'GET') request.headers.set('idempotency-key', newKey());
    return request;
  },
};

export const fetchClient = createFetchClient<paths>({ baseUrl: '/', credentials: 'same-origin' });
fetchClient.use(marks);

/** `api.useQuery('get', '/api/v1/…')` and `api.useMutation('post', '/api/v1/…')`. */
export const api = createClient(fetchClient);
