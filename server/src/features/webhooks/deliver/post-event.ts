import type { WebhookErrorCode } from '#contract/shapes/webhook.ts'
import type { Secret } from '#platform/crypto/secret.ts'
import { signWebhook } from '#platform/crypto/webhook-signature.ts'
import type { HttpAnswer, HttpCall } from '#platform/http/call.ts'
import { PRIVATE_ADDRESS } from '#platform/http/guarded-network.ts'

const ANSWER_WITHIN_MS = 15_000
const TEXT_BYTES_MAX = 1_024
const HEADERS_MAX = 40
const HEADER_LENGTH_MAX = 300

interface Post {
  readonly url: string
  readonly messageId: string
  readonly body: string
  readonly secrets: readonly Secret[]
  /** The time of sending, which is signed. */
  readonly now: Date
  readonly version: string
  readonly signal: AbortSignal
}

/** The outcome of one attempt. `errorCode` is null on success. */
export interface Outcome {
  readonly status: number | null
  readonly errorCode: WebhookErrorCode | null
  readonly requestHeaders: Record<string, string>
  readonly responseHeaders: Record<string, string>
  readonly responseText: string
  readonly tookMs: number
  /** The pause that the receiver requests; null for none. */
  readonly retryAfterMs: number | null
}

/** Posts one signed body and waits for the response, up to a limit. Throws only the signal's reason. */
export async function postEvent(callOut: HttpCall, post: Post): Promise<Outcome> {
  const timestamp = Math.floor(post.now.getTime() / 1000)
  const requestHeaders = {
    'content-type': 'application/json',
    'user-agent': `Parley/${post.version}`,
    'webhook-id': post.messageId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signWebhook(post.secrets, { id: post.messageId, timestamp, body: post.body }),
  }
  const begun = performance.now()
  const tookMs = () => Math.round(performance.now() - begun)
  const limit = AbortSignal.timeout(ANSWER_WITHIN_MS)
  const none = { status: null, responseHeaders: {}, responseText: '', retryAfterMs: null }
  try {
    const answer = await callOut(post.url, {
      method: 'POST',
      headers: requestHeaders,
      body: post.body,
      signal: AbortSignal.any([post.signal, limit]),
    })
    const responseText = await beginningOf(answer)
    return {
      status: answer.status,
      errorCode: errorCodeOf(answer.status),
      requestHeaders,
      responseHeaders: headersOf(answer),
      responseText,
      tookMs: tookMs(),
      retryAfterMs: retryAfter(answer.header('retry-after'), post.now),
    }
  } catch (error) {
    if (post.signal.aborted) throw error
    const errorCode = limit.aborted ? 'timeout' : isPrivate(error) ? 'private-address' : 'unreachable'
    return { ...none, errorCode, requestHeaders, tookMs: tookMs() }
  }
}

const isPrivate = (error: unknown): boolean =>
  error instanceof Error && (error.cause as { code?: unknown } | undefined)?.code === PRIVATE_ADDRESS

function errorCodeOf(status: number): WebhookErrorCode | null {
  if (status >= 200 && status < 300) return null
  if (status === 410) return 'gone'
  return status >= 300 && status < 400 ? 'redirect' : 'refused'
}

/** The first KiB of a response. A delivery counts as accepted even if the rest of the response never arrives. */
async function beginningOf({ body }: HttpAnswer): Promise<string> {
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      pieces.push(piece)
      bytes += piece.length
      if (bytes >= TEXT_BYTES_MAX) break
    }
  } catch {
    // The receiver left, or took too long.
  }
  body.destroy()
  return Buffer.concat(pieces).subarray(0, TEXT_BYTES_MAX).toString('utf8')
}

/** Without cookies, which must not be stored. */
function headersOf({ rawHeaders }: HttpAnswer): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let at = 0; at + 1 < rawHeaders.length && at < 2 * HEADERS_MAX; at += 2) {
    const name = String(rawHeaders[at]).toLowerCase()
    if (name !== 'set-cookie') headers[name] = String(rawHeaders[at + 1]).slice(0, HEADER_LENGTH_MAX)
  }
  return headers
}

/** `Retry-After` in seconds or as a date. */
function retryAfter(value: string | null, now: Date): number | null {
  if (value === null) return null
  if (/^\d{1,7}$/.test(value.trim())) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}
