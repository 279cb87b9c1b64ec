/** Shapes of the answers of 今日, as the API describes them. */
import type { paths } from '../generated/api.d.ts';

export type Today = paths['/api/v1/today']['get']['responses'][200]['content']['application/json'];
export type TodayRow = Today['rows'][number];
export type RowOf<K extends TodayRow['kind']> = Extract<TodayRow, { kind: K }>;
export type TimeLine = Today['timeline']['lines'][number];
export type Asking = Today['asking'][number];
export type RulerRow = Today['ruler']['rows'][number];
export type RuleFacts = RulerRow['rule'];
export type DeliveryStory = paths['/api/v1/deliveries/{id}']['get']['responses'][200]['content']['application/json'];

/** What a row says, and its one verb. */
export interface RowWords {
  kind: string;
  says: string;
  second: string;
  /** Empty where the person has nothing to do here. */
  verb: string;
  /** Where the verb leads; null when it opens something on this page. */
  href: string | null;
}
