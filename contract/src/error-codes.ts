import { z } from 'zod'

/** The closed list of failure codes. Codes are permanent: clients match on them. */
export const ErrorCode = z
  .enum([
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
  .describe(
    'What kind of error it is. `invalid_input`: the input is invalid. `unauthenticated`: no valid credential. `forbidden`: the permission is missing. `not_found`: it does not exist, or you may not see it. `conflict`: another change came first, or the name is taken. `precondition_failed`: the current state does not allow it. `limit_reached`: a limit of the plan or server is used up. `rate_limited`: too many requests; try again later. `too_large`: the input is too large. `upstream_failed`: a model provider or another external service failed. `unavailable`: the server cannot answer now; try again later. `internal`: an error in the server.',
  )
export type ErrorCode = z.infer<typeof ErrorCode>

/** Why a language model could not answer, by the error of its provider. Codes are permanent. */
export const ModelFailure = z
  .enum([
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
  .describe(
    'Why a language model could not answer. `model_key_refused`: the provider rejected the key. `model_not_found`: the provider does not have the model. `model_not_connected`: the tenant has no connection for the model. `model_rate_limited`: the provider limits requests. `model_quota_exceeded`: the account with the provider is out of credit. `model_overloaded`: the provider is overloaded. `model_failed`: the provider reported an error. `model_timed_out`: no answer in time. `model_unreachable`: no connection to the provider. `model_content_refused`: the provider refused the content. `model_context_exceeded`: the conversation is too long for the model. `model_request_refused`: the provider rejected the request.',
  )
export type ModelFailure = z.infer<typeof ModelFailure>

/** The closed list of codes with which a reply can fail. */
export const ReplyCode = z.enum([...ErrorCode.options, ...ModelFailure.options])
export type ReplyCode = z.infer<typeof ReplyCode>

/** RFC 9457 problem details, the body of every error of the native API. */
export const Problem = z
  .object({
    type: z.string().describe('A URI that identifies the kind of problem and ends with its code.'),
    title: z.string().describe('A short title of the kind of problem.'),
    status: z.int().min(400).max(599).describe('The HTTP status.'),
    detail: z.string().describe('What happened, in words for the caller, in English.'),
    code: ErrorCode,
    requestId: z.string().describe('The id of the request, to quote when you report the problem.'),
    reason: z
      .string()
      .optional()
      .describe(
        'A more specific reason than the code, such as `blocked`: the person is blocked; `address-unconfirmed`: a link to finish the registration was emailed; or `model_key_refused` and the other model failures: a model could not answer. More reasons may be added.',
      ),
    limitBytes: z
      .int()
      .optional()
      .describe('For `too_large`: the maximum number of bytes, if the limit is one of bytes.'),
    errors: z
      .array(
        z.object({
          path: z.string().describe('The path of the field, such as `owner.email`.'),
          message: z.string().describe('What is wrong with it.'),
        }),
      )
      .optional()
      .describe('For `invalid_input`: each rejected field, with its path and what is wrong.'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
