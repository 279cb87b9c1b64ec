import type { Job, Lane } from './job.ts';
import { settle } from './place-job.ts';

/** Remembers what stands in some lanes; the function that it gives puts everything back. */
export function keepLanes(lanes: readonly Lane[]): () => void {
  const kept = [...new Set(lanes)].map((lane) => ({
    lane,
    jobs: lane.jobs,
    points: lane.jobs.map(({ point }) => point),
    failed: lane.failed.slice(),
  }));
  return () => {
    for (const { lane, jobs, points, failed } of kept) {
      for (const job of lane.jobs) leave(job);
      lane.jobs = jobs;
      lane.failed = failed;
      settle(lane, points);
    }
  };
}

function leave(job: Job): void {
  job.point = -1;
  job.at = null;
}
