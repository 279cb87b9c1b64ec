import { z } from 'zod';

/** How an entry of a configuration file is called: small letters, digits and hyphens, stable for ever. */
export const idSchema = z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id of small letters, digits and hyphens');
