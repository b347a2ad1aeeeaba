import { kindOfStatus, ProviderFailure, retryAfter } from './provider-failure.ts'

export interface ProviderCall {
  url: string
  headers: Record<string, string>
  body: Record<string, unknown>
  /** Body fields this model refused before; the call leaves them out and adds to them. */
  refused: Set<string>
}

/** Fields that some models refuse outright and an answer does without. */
const OPTIONAL_FIELDS = ['temperature', 'stream_options']

const ERROR_BODY_BYTES = 64 * 1024

/** Posts the call and gives the response once it is a success. Throws ProviderFailure. */
export async function postJson(
  call: ProviderCall,
  signal: AbortSignal,
  send: typeof fetch,
): Promise<Response> {
  const without = new Set(call.refused)
  for (;;) {
    const body = Object.entries(call.body).filter(([name]) => !without.has(name))
    const response = await send(call.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-encoding': 'identity', ...call.headers },
      body: JSON.stringify(Object.fromEntries(body)),
      // Following one would hand the key to whoever the answer names.
      redirect: 'manual',
      signal,
    })
    if (response.ok) {
      // Only now is it known that the field was the trouble.
      for (const field of without) call.refused.add(field)
      return response
    }
    const text = await errorText(response)
    const field =
      response.status === 400 || response.status === 422 ? refusedField(call, without, text) : undefined
    if (field === undefined) {
      throw new ProviderFailure(kindOfStatus(response.status, text), {
        status: response.status,
        retryAfterMs: retryAfter((name) => response.headers.get(name), Date.now()),
      })
    }
    without.add(field)
  }
}

const refusedField = (call: ProviderCall, without: Set<string>, text: string) =>
  OPTIONAL_FIELDS.find((field) => field in call.body && !without.has(field) && text.includes(field))

/** The beginning of an error's body. For looking codes up, never for showing. */
async function errorText(response: Response): Promise<string> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let bytes = 0; bytes < ERROR_BODY_BYTES; ) {
    const chunk = await reader.read()
    if (chunk.done) return text
    bytes += chunk.value.byteLength
    text += decoder.decode(chunk.value, { stream: true })
  }
  await reader.cancel()
  return text
}
