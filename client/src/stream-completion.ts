import type { Route } from '#contract/route.ts'
import type { CompletionStreamPart } from '#contract/shapes/completion.ts'
import { pathOf } from './calls.ts'
import { readServerSentEvents } from './server-sent-events.ts'
import type { Transport } from './transport.ts'

/**
 * A completion as it is written; the last part is `reply-end`. Ending the iteration, or aborting its signal, stops the
 * model.
 */
export async function* streamCompletion(
  { open }: Transport,
  route: Route,
  inPath: readonly (string | number)[],
  body: unknown,
  signal: AbortSignal | undefined,
): AsyncGenerator<CompletionStreamPart> {
  const headers = { accept: 'text/event-stream' }
  const response = await open(route.method, pathOf(route, inPath), { body, signal, headers })
  if (!response.body) return
  for await (const { data } of readServerSentEvents(response.body))
    yield JSON.parse(data) as CompletionStreamPart
}
