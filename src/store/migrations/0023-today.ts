/** 今日: what somebody has still to answer, whoever else has how many. */
export const today = [
  `create index request_assignee_open on request (assignee) where closed_at is null and assignee is not null`,
];
