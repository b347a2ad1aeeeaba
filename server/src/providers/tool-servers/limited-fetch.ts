import type { FetchLike } from '@modelcontextprotocol/client'
import { moreBytesThan } from '#kernel/tool-server-fault.ts'

interface Limiting {
  bytesMax: number
  /** Sent with every request besides the transport's own headers. */
  headers(): Record<string, string>
  /** Called for a response that was too large; the rest is not read. */
  onTooLarge(fault: Error): void
}

/** The same fetch with a size limit for responses. */
export const limitedFetch =
  (fetch: FetchLike, { bytesMax, headers, onTooLarge }: Limiting): FetchLike =>
  async (url, init = {}) => {
    const sent = new Headers(init.headers)
    for (const [name, value] of Object.entries(headers())) sent.set(name, value)
    const response = await fetch(url, { ...init, headers: Object.fromEntries(sent) })
    if (!response.body) return response
    const isStream = response.headers.get('content-type')?.includes('text/event-stream') ?? false
    let bytes = 0
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        // Each event of a stream is a response of its own; they are separated by empty lines.
        bytes = isStream && endsEvent(piece) ? 0 : bytes + piece.byteLength
        if (bytes > bytesMax || piece.byteLength > bytesMax) {
          const fault = moreBytesThan(bytesMax)
          onTooLarge(fault)
          controller.error(fault)
          return
        }
        controller.enqueue(piece)
      },
    })
    return new Response(response.body.pipeThrough(counting), {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    })
  }

const LINE = 10
/** Whether an event ends with these bytes. */
const endsEvent = (piece: Uint8Array): boolean =>
  piece.at(-1) === LINE && (piece.at(-2) === LINE || (piece.at(-2) === 13 && piece.at(-3) === LINE))
