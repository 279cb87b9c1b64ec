import { sql } from 'kysely';
import type { Db } from '../store/database.ts';

/**
 * Ids of the accounts by which requests ever came in. By one step of the unique index (channel, intake, intakeId) for each
 * account, however many requests there are.
 */
export async function requestAccounts(db: Db): Promise<string[]> {
  const { rows } = await sql<{ channel: string }>`
    with recursive account (channel) as (
      select min(channel) from request
      union all
      select (select min(r.channel) from request r where r.channel > account.channel) from account
        where account.channel is not null)
    select channel from account where channel is not null`.execute(db);
  return rows.map(({ channel }) => channel);
}
