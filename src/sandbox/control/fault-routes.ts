import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.ts';
import { addFault, clearFaults, faultSchema, listFaults } from '../wechat/faults.ts';
import { controlBody } from './control-body.ts';

/** `POST /_control/faults` adds a fault behind those of its path, `GET` lists what is left, `DELETE` drops all. */
export function faultRoutes(app: FastifyInstance, platform: Platform): void {
  app.get('/faults', async () => ({ faults: listFaults(platform) }));
  app.post('/faults', async (request) => {
    addFault(platform, controlBody(request, faultSchema));
    return { faults: listFaults(platform) };
  });
  app.delete('/faults', async () => {
    clearFaults(platform);
    return { faults: [] };
  });
}
