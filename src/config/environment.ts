/** The only reader of the environment. */
import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AskedWrongly, RenewCredentials } from '../errors.ts';

/** Where things lie and which profile runs. */
export interface Environment {
  /** GOVCAST_DATA: everything govcast writes; default `data` in the working folder. */
  dataFolder: string;
  /** GOVCAST_CONFIG: default the folder `config` of the package. */
  configFolder: string;
  /** GOVCAST_CONTENT: default the folder `content` of the package. */
  contentFolder: string;
  /** Set together by DATABASE_URL and REDIS_URL; null is the embedded profile. */
  cluster: { databaseUrl: string; redisUrl: string } | null;
}

export type Variables = Readonly<Record<string, string | undefined>>;

/** @throws AskedWrongly when only one of DATABASE_URL and REDIS_URL is set: half a cluster would split the truth */
export function readEnvironment(variables: Variables = process.env): Environment {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = variables;
  if (Boolean(databaseUrl) !== Boolean(redisUrl)) {
    const [set, missing] = databaseUrl ? ['DATABASE_URL', 'REDIS_URL'] : ['REDIS_URL', 'DATABASE_URL'];
    throw new AskedWrongly({
      code: 'half-a-cluster',
      message: `${set} is set but ${missing} is not`,
      place: missing,
      remedy: `Set ${missing} too (cluster profile), or unset ${set} (embedded profile).`,
    });
  }
  return {
    dataFolder: resolve(variables.GOVCAST_DATA || 'data'),
    configFolder: variables.GOVCAST_CONFIG ? resolve(variables.GOVCAST_CONFIG) : packaged('config'),
    contentFolder: variables.GOVCAST_CONTENT ? resolve(variables.GOVCAST_CONTENT) : packaged('content'),
    cluster: databaseUrl && redisUrl ? { databaseUrl, redisUrl } : null,
  };
}

/** Where a secret stands; a configuration file never holds the value itself. A file is relative to the working folder. */
export const secretSchema = z.union(
  [
    z.strictObject({ env: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'the name of a variable in capitals') }),
    z.strictObject({ file: z.string().min(1) }),
  ],
  { error: 'a secret as {env: NAME} or {file: PATH}, never its value' },
);
export type SecretRef = z.infer<typeof secretSchema>;

/**
 * The value of a secret, read when it is used.
 * @throws RenewCredentials naming the variable or the file, never the value
 */
export function readSecret(ref: SecretRef, variables: Variables = process.env): string {
  const value = 'env' in ref ? variables[ref.env]?.trim() : contentOf(ref.file);
  if (value) return value;
  const [place, remedy] =
    'env' in ref
      ? [ref.env, `Set the variable ${ref.env} for the process and start it again.`]
      : [ref.file, `Write the secret into ${ref.file}, readable by the process only.`];
  throw new RenewCredentials({
    code: 'secret-missing',
    message: `the secret ${place} is missing or empty`,
    place,
    remedy,
  });
}

/** Whether the secret is there, for doctor and for choosing the sandbox. */
export function hasSecret(ref: SecretRef, variables: Variables = process.env): boolean {
  return Boolean('env' in ref ? variables[ref.env]?.trim() : contentOf(ref.file));
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(isAbsolute(file) ? file : resolve(file), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** A folder beside package.json, the same from src/ and from dist/. */
function packaged(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}
