import { ApiError } from '#client/index.ts'
import type { CompletionStreamPart } from '#contract/shapes/completion.ts'
import { client } from '../../data/console-client.ts'
import { type AgentFields, sendable } from './agent-fields.ts'

/** What was said before, and the question. */
export interface TranscriptMessage {
  role: 'user' | 'assistant'
  text: string
}

/** Asks an agent that is still being made. Leaving off stops the model. */
export const tryAgent = (
  agent: AgentFields,
  transcript: TranscriptMessage[],
  signal: AbortSignal,
): AsyncIterable<CompletionStreamPart> =>
  client.completions.tryAgent(
    {
      // A form without a name can be tried all the same.
      agent: { ...sendable(agent), name: agent.name.trim() || undefined },
      messages: transcript.map(({ role, text }) => ({ role, parts: [{ type: 'text', text }] })),
    },
    { signal },
  )

/** How a turn ends that was refused, or that the network cut off. */
export const failureOf = (error: unknown) =>
  error instanceof ApiError
    ? { state: 'failed' as const, code: error.code, detail: error.fields[0]?.message ?? error.message }
    : { state: 'failed' as const, code: 'internal' as const, detail: null }
