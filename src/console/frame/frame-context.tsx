/** What every page may ask of the frame: who is signed in, the office, the server's time. */
import { createContext, useContext } from 'react';
import type { paths } from '../generated/api.d.ts';

/** The answer of GET /frame. */
export type FrameAnswer = paths['/api/v1/frame']['get']['responses'][200]['content']['application/json'];
export type Role = FrameAnswer['person']['roles'][number];

/** Who may pause everything. */
export const pausingRoles: readonly Role[] = ['section-head', 'leader', 'secrecy', 'security-admin', 'system-admin'];

export interface Frame extends FrameAnswer {
  /** The server's clock, ms UTC, carried on by this computer's between two words of the live stream. */
  nowMs: () => number;
}

export const FrameContext = createContext<Frame | null>(null);

/** The person, the office, whether this is a rehearsal, and `now()`: the server's time in ms UTC. */
export function useFrame(): Omit<Frame, 'now' | 'nowMs'> & { now: () => number } {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error('the frame is not there: this page was shown outside of it');
  return { ...frame, now: frame.nowMs };
}

/** Whether the person holds one of the roles; what they may not do is absent, not grey. */
export function useMay(roles: readonly Role[]): boolean {
  const { person } = useFrame();
  return roles.some((role) => person.roles.includes(role));
}
