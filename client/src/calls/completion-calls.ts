import type { z } from 'zod'
import type {
  Completion,
  CompletionStreamPart,
  CreateCompletion,
  TryAgent,
} from '#contract/shapes/completion.ts'
import { readServerSentEvents } from '../server-sent-events.ts'
import { path, type Transport } from '../transport.ts'

type Asked = Omit<z.input<typeof CreateCompletion>, 'agentId'>

/** Answers to a conversation that the caller keeps. Leaving a stream, or aborting its signal, stops the model. */
export const completionCalls = ({ call, open }: Transport) => {
  const stream = async function* (
    to: string,
    body: unknown,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<CompletionStreamPart> {
    const response = await open('POST', to, { body, signal, headers: { accept: 'text/event-stream' } })
    if (!response.body) return
    for await (const { data } of readServerSentEvents(response.body))
      yield JSON.parse(data) as CompletionStreamPart
  }
  return {
    /** The answer in one piece; throws ApiError when it fails. */
    create: (agentId: string, body: Asked, options: { signal?: AbortSignal } = {}) =>
      call<Completion>('POST', path`/v1/agents/${agentId}/completions`, { body, ...options }),
    /** The answer as it is written; fold the parts with `applyReplyPart`. The last one is `reply-end`. */
    stream: (agentId: string, body: Asked, options: { signal?: AbortSignal } = {}) =>
      stream(path`/v1/agents/${agentId}/completions`, body, options.signal),
    /** The same by an agent as it stands in a form, before it is saved. */
    tryAgent: (body: z.input<typeof TryAgent>, options: { signal?: AbortSignal } = {}) =>
      stream('/v1/agents/try', body, options.signal),
  }
}
