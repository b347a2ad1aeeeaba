import type { HttpAnswer, HttpCall } from '#platform/http/call.ts'
import { providerWords } from './provider-words.ts'
import { kindOfStatus, ProviderFailure, retryAfter } from './provider-failure.ts'

export interface ProviderCall {
  url: string
  headers: Record<string, string>
  body: Record<string, unknown>
  /** Body fields that this model refused before; the call omits them and adds to them. */
  refused: Set<string>
}

/** Fields that some models refuse outright and an answer does without. */
const OPTIONAL_FIELDS = ['temperature', 'stream_options']

const ERROR_BODY_BYTES = 64 * 1024
export const ANSWER_LIMIT_BYTES = 32 * 1024 * 1024

/** Posts the call and returns a successful response. Throws ProviderFailure, or what `send` throws. */
export async function postJson(call: ProviderCall, signal: AbortSignal, send: HttpCall): Promise<HttpAnswer> {
  const without = new Set(call.refused)
  for (;;) {
    const body = Object.entries(call.body).filter(([name]) => !without.has(name))
    // Redirects are not followed: that would send the key to whoever the response names.
    const answer = await send(call.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-encoding': 'identity', ...call.headers },
      body: JSON.stringify(Object.fromEntries(body)),
      signal,
    })
    if (answer.status >= 200 && answer.status < 300) {
      // Only now it is certain that the field was the problem.
      for (const field of without) call.refused.add(field)
      return answer
    }
    const text = await errorText(answer)
    const field =
      answer.status === 400 || answer.status === 422 ? refusedField(call, without, text) : undefined
    if (field === undefined) {
      throw new ProviderFailure(kindOfStatus(answer.status, text), {
        status: answer.status,
        retryAfterMs: retryAfter((name) => answer.header(name), Date.now()),
        said: providerWords(text, secretsOf(call)),
      })
    }
    without.add(field)
  }
}

const refusedField = (call: ProviderCall, without: Set<string>, text: string) =>
  OPTIONAL_FIELDS.find((field) => field in call.body && !without.has(field) && text.includes(field))

/** The credentials of a call, in any header: their plain values. */
const secretsOf = ({ headers }: ProviderCall): string[] =>
  Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/)].filter((word) => word.length >= 8))

/** The beginning of an error's body. For finding codes; only shown through `providerWords`. */
async function errorText({ body }: HttpAnswer): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const piece of body) {
    text += decoder.decode(piece, { stream: true })
    bytes += piece.byteLength
    if (bytes >= ERROR_BODY_BYTES) break
  }
  return text
}

/** The body as JSON; null if it is invalid or too long. */
export async function readJson({ body }: HttpAnswer): Promise<unknown> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body) {
    bytes += piece.byteLength
    if (bytes > ANSWER_LIMIT_BYTES) return null
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    return null
  }
}
