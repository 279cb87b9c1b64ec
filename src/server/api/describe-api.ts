/** What the description at /api/docs says of every route besides its shapes: who may, by which token, and how to repeat. */
import { type ApiRoute, isForTokens, scopeOf } from './route.ts';

/** How a program shows who it is; the console has its cookie. */
export const securitySchemes = {
  token: {
    type: 'http' as const,
    scheme: 'bearer',
    description: 'An API token: made in the console (系统 › 令牌), or by govcast token add. It has scopes and an end.',
  },
};

/** Who may call a route, and with which scope of a token. */
export function describeRoute(of: ApiRoute): { description: string; security: { token: string[] }[] } {
  const { admits } = of;
  if (admits === 'public') return { description: 'Open without signing in.', security: [] };
  const who = admits === 'everyone' ? 'For everybody who is signed in.' : `For the roles ${admits.join(', ')}.`;
  const scope = scopeOf(of);
  if (!isForTokens(scope)) return { description: `${who} Only in a session of the console.`, security: [] };
  return { description: `${who} A token needs the scope ${scope}.`, security: [{ token: [scope] }] };
}

const repeatable = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'One for each act: a repeat under it within a day gets the first answer, and nothing is done twice.',
  schema: { type: 'string' },
};

/** A part of an OpenAPI document, of which only lists of parameters are touched. */
interface Described {
  paths?: Record<string, object | undefined>;
}

/** The description with the key of a repeat at every write. */
export function withRepeatKeys<D extends Described>(document: D): D {
  const paths = Object.entries(document.paths ?? {}).map(([path, methods]): [string, object] => [
    path,
    Object.fromEntries(
      Object.entries(methods ?? {}).map(([method, operation]: [string, { parameters?: object[] }]) => [
        method,
        method === 'get' ? operation : { ...operation, parameters: [...(operation.parameters ?? []), repeatable] },
      ]),
    ),
  ]);
  return { ...document, paths: Object.fromEntries(paths) };
}
