import { SdkError, SdkErrorCode, SdkHttpError, UnauthorizedError } from '@modelcontextprotocol/client'
import type { ToolServerErrorCode } from '#contract/shapes/tool-server.ts'
import { PRIVATE_ADDRESS } from '#platform/http/guarded-network.ts'
import { Fault } from '#kernel/fault.ts'
import { sessionLost, toolServerFault } from '#kernel/tool-server-fault.ts'

/** A server's failure, without its own message. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error
  if (SdkHttpError.isInstance(error) && error.status === 404) return sessionLost(error)
  const found = chainOf(error)
    .map(nameOf)
    .find((errorCode) => errorCode !== null)
  return toolServerFault(found ?? 'protocol', error)
}

function nameOf(error: unknown): ToolServerErrorCode | null {
  if (UnauthorizedError.isInstance(error)) return 'sign-in'
  if (SdkHttpError.isInstance(error)) return ofStatus(error.status)
  if (SdkError.isInstance(error)) {
    if (error.code === SdkErrorCode.RequestTimeout) return 'timeout'
    if (error.code === SdkErrorCode.ClientHttpAuthentication) return 'sign-in'
    if (error.code === SdkErrorCode.ConnectionClosed || error.code === SdkErrorCode.NotConnected)
      return 'ended'
  }
  if (!(error instanceof Error)) return null
  if (error.name === 'TimeoutError') return 'timeout'
  if (!('code' in error)) return null
  if (error.code === PRIVATE_ADDRESS) return 'private-address'
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return 'ended'
  if (error.code === 'ENOENT' || error.code === 'EACCES') return 'no-program'
  if (error.code === 401 || error.code === 403) return 'sign-in'
  return typeof error.code === 'string' && /^(E[A-Z]+|UND_ERR.*|CERT_.*|DEPTH_ZERO.*)$/.test(error.code)
    ? 'unreachable'
    : null
}

const ofStatus = (status: number | undefined): ToolServerErrorCode =>
  status === 401 || status === 403 ? 'sign-in' : 'refused'

/** The error and what caused it. */
function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let at = error; at !== undefined && at !== null && chain.length < 6; ) {
    chain.push(at)
    const { data, cause } = at as { data?: { cause?: unknown }; cause?: unknown }
    at = cause ?? data?.cause
  }
  return chain
}
