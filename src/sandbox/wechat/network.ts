import { z } from 'zod';
import { PlatformRefusal } from '../refusal.ts';
import { type ApiCall, ok } from './api-call.ts';

/** Addresses and the callback check (channel-apis 1.1). The sandbox calls from this machine. */
export const networkCalls: ApiCall[] = [
  { path: '/cgi-bin/get_api_domain_ip', method: 'GET', right: 'any', run: () => ({ ip_list: ['127.0.0.1'] }) },
  { path: '/cgi-bin/getcallbackip', method: 'GET', right: 'any', run: () => ({ ip_list: ['127.0.0.1'] }) },
  {
    path: '/cgi-bin/callback/check',
    method: 'POST',
    right: 'any',
    run: ({ account, read }) => {
      const { action, check_operator } = read(z.object({ action: z.string(), check_operator: z.string() }));
      if (!['dns', 'ping', 'all'].includes(action)) throw new PlatformRefusal(40202, 'invalid action');
      if (!['CHINANET', 'UNICOM', 'CAP', 'DEFAULT'].includes(check_operator)) {
        throw new PlatformRefusal(40203, 'invalid check_operator');
      }
      if (!account.settings.callbackUrl) throw new PlatformRefusal(40201, 'callback url is not set');
      const operator = check_operator === 'DEFAULT' ? 'CAP' : check_operator;
      const ip = '127.0.0.1';
      return {
        ...ok,
        ...(action !== 'ping' && { dns: [{ ip, real_operator: operator }] }),
        ...(action !== 'dns' && { ping: [{ ip, from_operator: operator, package_loss: '0%', time: '0.123ms' }] }),
      };
    },
  },
];
