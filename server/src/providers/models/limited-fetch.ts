import { ProviderFailure } from './provider-failure.ts'
import { ANSWER_LIMIT_BYTES } from './post-json.ts'

/** A fetch with a size limit for responses, for code that reads them to the end by itself. */
export function limitedFetch(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await send(input, { ...init, redirect: 'manual' })
    if (!response.body) return response
    let received = 0
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        received += chunk.byteLength
        if (received > ANSWER_LIMIT_BYTES)
          controller.error(new ProviderFailure('unreadable', { status: 'limit' }))
        else controller.enqueue(chunk)
      },
    })
    return new Response(response.body.pipeThrough(counting), response)
  }
}
