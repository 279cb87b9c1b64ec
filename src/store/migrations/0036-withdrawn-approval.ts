/** Who took an approval back, and why: the author reads it where he reads why a post was returned. */
export const withdrawnApproval = [
  `alter table review add column withdrawn_by text`,
  `alter table review add column withdrawn_reason text`,
];
