import { z } from 'zod';
import type { DraftedMark } from './post.ts';

const sentences = z.array(z.string().min(1)).default([]);
const byModel = z.strictObject({ model: z.string().min(1), wrote: sentences, unsourced: sentences });

/**
 * `drafted` in the head of a Markdown file: `machine`, or the model with what it wrote. A person who has compared the
 * text with the original deletes it.
 */
export const draftedField = z
  .union([z.literal('machine'), byModel], { error: '`machine`, or model, wrote and unsourced' })
  .transform((value): DraftedMark => (value === 'machine' ? { by: 'machine' } : { by: 'model', ...value }));
