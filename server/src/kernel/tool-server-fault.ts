import type { ToolServerErrorCode } from '#contract/shapes/tool-server.ts'
import { sizeInWords } from '#platform/text/size-in-words.ts'
import { Fault } from './fault.ts'

const sentences: Record<ToolServerErrorCode, string> = {
  unreachable: 'The server of this tool cannot be reached.',
  timeout: 'The server of this tool did not answer in time.',
  'private-address': 'The address of the server leads into a private network.',
  'sign-in': 'The server of this tool wants somebody to sign in.',
  refused: 'The server of this tool refused the request.',
  protocol: 'The server does not answer as a server of tools does.',
  'too-large': 'The answer of the tool is too large.',
  ended: 'The connection to the server of this tool ended before it answered.',
  'no-program': 'The operator’s file names no such program.',
  'seal-broken': 'What the server is shown cannot be opened on this server. Give it again.',
}

/** The server knows nothing of our session any more, so that nothing was done; another one may serve. */
export const sessionLost = (cause: unknown): Fault =>
  new Fault('unavailable', sentences.ended, { reason: 'ended', cause })

/** A server of tools could not be used; `reason` is the error code. */
export const toolServerFault = (errorCode: ToolServerErrorCode, cause?: unknown): Fault =>
  new Fault(errorCode === 'too-large' ? 'too_large' : 'upstream_failed', sentences[errorCode], {
    reason: errorCode,
    cause,
  })

/** A server of tools answered more than is taken; `most` says how much that is. */
export const tooLargeAnswer = (most: string, limitBytes?: number): Fault =>
  new Fault('too_large', `${sentences['too-large']} It may have at most ${most}.`, {
    reason: 'too-large' satisfies ToolServerErrorCode,
    ...(limitBytes !== undefined && { limitBytes }),
  })

/** The same where bytes are counted. */
export const moreBytesThan = (limitBytes: number): Fault =>
  tooLargeAnswer(sizeInWords(limitBytes), limitBytes)
