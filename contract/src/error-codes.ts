import { z } from 'zod'

/** The closed list of failure codes. Codes are permanent: clients match on them. */
export const ErrorCode = z.enum([
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'precondition_failed',
  'limit_reached',
  'rate_limited',
  'too_large',
  'upstream_failed',
  'unavailable',
  'internal',
])
export type ErrorCode = z.infer<typeof ErrorCode>

/** Why a language model could not answer: its provider's error, told apart. Permanent like the codes above. */
export const ModelFailure = z.enum([
  'model_key_refused',
  'model_not_found',
  'model_not_connected',
  'model_rate_limited',
  'model_quota_exceeded',
  'model_overloaded',
  'model_failed',
  'model_timed_out',
  'model_unreachable',
  'model_content_refused',
  'model_context_exceeded',
  'model_request_refused',
])
export type ModelFailure = z.infer<typeof ModelFailure>

/** The closed list of what an answer can fail with. */
export const ReplyCode = z.enum([...ErrorCode.options, ...ModelFailure.options])
export type ReplyCode = z.infer<typeof ReplyCode>

/** RFC 9457 problem details, as the native API answers every failure. */
export const Problem = z
  .object({
    type: z.string().describe('A URI naming the kind of problem; ends in the code.'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What happened, in words for the caller.'),
    code: ErrorCode,
    requestId: z.string(),
    reason: z
      .string()
      .optional()
      .describe(
        'Why, where the code alone is too little: `blocked`, when nothing is taken from this person; `address-unconfirmed`, when a link was mailed that finishes a registration; `model_key_refused` and its like, when a model could not answer. More may come.',
      ),
    limitBytes: z
      .int()
      .optional()
      .describe('For too_large: how many bytes would have been taken, where bytes are what was too many.'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('For invalid_input: each field that was refused.'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
