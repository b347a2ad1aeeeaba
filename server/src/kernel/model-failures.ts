import { type ErrorCode, ModelFailure, type ReplyCode } from '#contract/error-codes.ts'
import { Fault } from './fault.ts'

const codes: Record<ModelFailure, ErrorCode> = {
  model_key_refused: 'upstream_failed',
  model_not_found: 'upstream_failed',
  model_not_connected: 'upstream_failed',
  model_rate_limited: 'rate_limited',
  model_quota_exceeded: 'upstream_failed',
  model_overloaded: 'unavailable',
  model_failed: 'upstream_failed',
  model_timed_out: 'upstream_failed',
  model_unreachable: 'unavailable',
  model_content_refused: 'upstream_failed',
  model_context_exceeded: 'upstream_failed',
  model_request_refused: 'upstream_failed',
}

/** Whether a reason or code is a model failure. */
export const isModelFailure = (code: string | null | undefined): code is ModelFailure =>
  ModelFailure.safeParse(code).success

interface Told {
  /** For people; never the provider's own words. */
  detail: string
  /** The provider's message without secrets, for people who may fix it. */
  said?: string | null
  internal?: string
  retryAfterSeconds?: number
  cause?: unknown
}

/** The Fault of a failed model; its `reason` is the failure. */
export const modelFault = (failure: ModelFailure, { detail, said, ...options }: Told): Fault =>
  new Fault(codes[failure], detail, { ...options, reason: failure, ...(said && { providerSaid: said }) })

/** The error that a failed reply is stored with. */
export const replyCodeOf = ({ code, reason }: Fault): ReplyCode => (isModelFailure(reason) ? reason : code)

/** The Fault for a reply that ended with this code. */
export const faultOfReply = (
  code: ReplyCode,
  detail: string,
  options: { retryAfterSeconds?: number } = {},
): Fault =>
  isModelFailure(code) ? modelFault(code, { detail, ...options }) : new Fault(code, detail, options)
