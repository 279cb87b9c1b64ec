import { useFrame } from '../frame/frame-context.tsx';

/** 全部投放已暂停（周科长 09:12，原因：…）, above every page while a black-out of all accounts stands. */
export default function BlackoutStrip() {
  const { blackout } = useFrame();
  return blackout ? <div>{blackout.reason}</div> : null;
}
