import { expect, it } from 'vitest';
import { configuredChannels } from '../channels/rehearsal.ts';
import { type ConformingKind, channelConformance } from './channel.ts';

const publish = {
  act: 'publish',
  step: 'publish',
  path: '/cgi-bin/freepublish/submit',
  effect: 'publishAccepted',
} as const;
const massSend = {
  act: 'massSend',
  step: 'mass-send',
  path: '/cgi-bin/message/mass/sendall',
  effect: 'massAccepted',
} as const;

const kinds: ConformingKind[] = [
  { id: 'sub', ...publish, refusal: 53503 },
  { id: 'sub', ...massSend, refusal: 48001 },
  { id: 'service', ...massSend, refusal: 45028 },
  {
    id: 'notice-group',
    act: 'message',
    step: 'send',
    path: '/cgi-bin/webhook/send',
    effect: 'robotMessage',
    refusal: 45009,
  },
];

for (const kind of kinds) channelConformance(kind);

it('every configured kind of channel is held to the contract', () => {
  const held = new Set(kinds.map((kind) => kind.id));
  expect(configuredChannels.filter((channel) => !held.has(channel.id))).toEqual([]);
});
