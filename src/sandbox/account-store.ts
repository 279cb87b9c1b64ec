import {
  type Profile,
  presetAccounts,
  presetRobots,
  profileSchema,
  type Settings,
  settingsSchema,
} from './accounts.ts';
import type { Platform } from './platform.ts';

export interface Account extends Profile {
  settings: Settings;
}

/** Adds an account or replaces its profile; settings it already has stay. */
export function saveProfile(platform: Platform, profile: Profile): void {
  platform.db
    .prepare(
      'insert into account (appid, profile, settings) values (?, ?, ?) on conflict (appid) do update set profile = excluded.profile',
    )
    .run(profile.appid, JSON.stringify(profile), JSON.stringify(settingsSchema.parse({})));
}

export function saveSettings(platform: Platform, appid: string, settings: Settings): void {
  platform.db.prepare('update account set settings = ? where appid = ?').run(JSON.stringify(settings), appid);
}

export function listAccounts(platform: Platform): Account[] {
  return platform.db
    .prepare<[], AccountRow>('select profile, settings from account order by appid')
    .all()
    .map(accountOf);
}

/** An account by its appid, gh_ id or name. */
export function findAccount(platform: Platform, nameOrId: string): Account | undefined {
  const row = platform.db
    .prepare<[string], AccountRow>('select profile, settings from account where appid = ?')
    .get(nameOrId);
  if (row) return accountOf(row);
  return listAccounts(platform).find((account) => account.ghId === nameOrId || account.name === nameOrId);
}

interface AccountRow {
  profile: string;
  settings: string;
}

function accountOf(row: AccountRow): Account {
  const profile = profileSchema.parse(JSON.parse(row.profile));
  return { ...profile, settings: settingsSchema.parse(JSON.parse(row.settings)) };
}

export function saveRobot(
  platform: Platform,
  robot: { key: string; name: string; broken?: boolean | undefined },
): void {
  platform.db
    .prepare(
      'insert into robot (robot_key, name, broken) values (?, ?, ?) on conflict (robot_key) do update set name = excluded.name, broken = excluded.broken',
    )
    .run(robot.key, robot.name, robot.broken ? 1 : 0);
}

/** Writes the preset accounts and robots into a sandbox that has none. */
export function presetAccountsInto(platform: Platform): void {
  if (listAccounts(platform).length > 0) return;
  for (const profile of presetAccounts) saveProfile(platform, profile);
  for (const robot of presetRobots) saveRobot(platform, robot);
}
