import type { HttpAnswer } from '#platform/http/call.ts'

const BYTES_MAX = 200_000

/** The response of a service in a form for a model; the rest of a long response is not read. */
export async function readAnswer(answer: HttpAnswer): Promise<{ output: unknown; isError: boolean }> {
  const { status } = answer
  const type = (answer.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (status >= 300 && status < 400) {
    answer.body.destroy()
    return {
      output: { status, detail: 'The service sent a redirect, which is not followed.' },
      isError: true,
    }
  }
  const isText = type === '' || /^text\/|json$|xml$|yaml$|x-www-form-urlencoded$/.test(type)
  if (!isText || (answer.header('content-encoding') ?? 'identity') !== 'identity') {
    answer.body.destroy()
    return { output: { status, detail: `The response is not text (${type}).`.slice(0, 100) }, isError: true }
  }
  const { text, isCut } = await beginningOf(answer)
  const body = isCut ? text : jsonOr(text)
  return { output: { status, body, ...(isCut && { isCut }) }, isError: status >= 400 }
}

async function beginningOf({ body }: HttpAnswer): Promise<{ text: string; isCut: boolean }> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    // Leaving the loop ends the connection.
    if (length > BYTES_MAX) break
  }
  const bytes = Buffer.concat(pieces)
  return { text: bytes.subarray(0, BYTES_MAX).toString('utf8'), isCut: length > BYTES_MAX }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
