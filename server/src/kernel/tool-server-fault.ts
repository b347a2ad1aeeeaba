import type { ToolServerErrorCode } from '#contract/shapes/tool-server.ts'
import { sizeInWords } from '#platform/text/size-in-words.ts'
import { Fault } from './fault.ts'

const sentences: Record<ToolServerErrorCode, string> = {
  unreachable: 'The tool server cannot be reached.',
  timeout: 'The tool server did not respond in time.',
  'private-address': 'The address of the tool server is in a private network.',
  'sign-in': 'The tool server requires sign-in.',
  refused: 'The tool server refused the request.',
  protocol: 'The server does not behave like a tool server (MCP).',
  'too-large': 'The result of the tool is too large.',
  ended: 'The connection to the tool server ended before it responded.',
  'no-program': 'This program is not in the file of PARLEY_TOOL_SERVERS.',
  'seal-broken': 'The credentials of the tool server cannot be decrypted on this server. Enter them again.',
}

/** The server has forgotten our session and did nothing; a new session may work. */
export const sessionLost = (cause: unknown): Fault =>
  new Fault('unavailable', sentences.ended, { reason: 'ended', cause })

/** A tool server could not be used; `reason` is the error code. */
export const toolServerFault = (errorCode: ToolServerErrorCode, cause?: unknown): Fault =>
  new Fault(errorCode === 'too-large' ? 'too_large' : 'upstream_failed', sentences[errorCode], {
    reason: errorCode,
    cause,
  })

/** A tool server's response exceeds the limit `most`. */
export const tooLargeAnswer = (most: string, limitBytes?: number): Fault =>
  new Fault('too_large', `${sentences['too-large']} It can be at most ${most}.`, {
    reason: 'too-large' satisfies ToolServerErrorCode,
    ...(limitBytes !== undefined && { limitBytes }),
  })

/** The same with a limit in bytes. */
export const moreBytesThan = (limitBytes: number): Fault =>
  tooLargeAnswer(sizeInWords(limitBytes), limitBytes)
