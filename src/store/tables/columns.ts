/** Rows of the columns of the portal (栏目): information that was formed and has to appear in one. */

/** One piece of information formed or changed (信息形成或变更), from which real time runs (N-16, X-07). */
export interface FormedItemTable {
  id: string;
  /** The column's number in config/columns.yaml. */
  columnNo: number;
  title: string;
  /** duty, goal, progress or result (E-05). */
  kind: string;
  /** The class that holds for this one: always, beforehand, throughout or immediately. */
  scheduleClass: string;
  /** When it was formed or changed, ms UTC; for a day without a time its first moment. */
  formedAt: number;
  /** The last day in time when it must be out beforehand, YYYY-MM-DD. */
  byOn: string | null;
  /** The address at which it will appear, and the same as a key of item_address. */
  url: string | null;
  urlKey: string | null;
  /** When it appeared, by its public time; null while it is open. */
  doneAt: number | null;
  /** The page that closed it; when that is withdrawn, the information is undisclosed again. */
  item: string | null;
  doneBy: string | null;
  /** Told by mistake: nothing runs any more. */
  voidAt: number | null;
  voidReason: string | null;
  createdBy: string;
  createdAt: number;
}
