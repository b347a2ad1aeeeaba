import { z } from 'zod'

/** Why a document could not be read. Codes are permanent: clients match on them, and say them in their own language. */
export const DocumentTrouble = z.enum([
  'rejected',
  'empty',
  'no-text',
  'scan',
  'password',
  'password-or-old-format',
  'copy-protected',
  'damaged',
  'mislabelled',
  'unknown-encoding',
  'unknown-type',
  'unpacks-too-far',
  'unsafe-xml',
  'too-long',
  'too-slow',
  'too-much-memory',
  'unreadable',
  'no-vision-model',
  'picture-unreadable',
  'picture-too-large',
  'picture-too-full',
  'picture-without-text',
  'picture-withheld',
  'model-failed',
  'file-missing',
  'plan-used-up',
])
export type DocumentTrouble = z.infer<typeof DocumentTrouble>
