import type { MessagePart, ToolCallPart } from '#contract/message-parts.ts'
import type { ModelContent, ModelMessage } from '#kernel/model-ports.ts'
import { toModelMessage } from '#features/answers/index.ts'

/** What became of a call. */
export interface Known {
  output: unknown
  isError: boolean
}

/**
 * What was said and done in an answer that was broken off for consent, as its model was told: step by step, each call
 * followed by what became of it. `knownOf` tells that of calls whose result stands in no part; null for a call that is
 * about to be made, which only the last step has.
 */
export function toolTalk(
  parts: readonly MessagePart[],
  knownOf: (call: ToolCallPart) => Known | null,
): ModelMessage[] {
  const results = new Map(parts.flatMap((part) => (part.type === 'tool-result' ? [[part.callId, part]] : [])))
  const messages: ModelMessage[] = []
  let [text, calls, isAnswered] = ['', [] as ToolCallPart[], false]
  const endStep = () => {
    const content: ModelContent[] = [
      ...(text === '' ? [] : [{ type: 'text' as const, text }]),
      ...calls.map(({ callId, name, input }) => ({ type: 'tool-call' as const, callId, name, input })),
    ]
    if (content.length > 0) messages.push({ role: 'assistant', content })
    for (const call of calls) {
      const known = results.get(call.callId) ?? knownOf(call)
      if (known) messages.push(toModelMessage({ ...call, ...known, type: 'tool-result' }))
    }
    ;[text, calls, isAnswered] = ['', [], false]
  }
  for (const part of parts) {
    if (part.type === 'text') {
      if (calls.length > 0) endStep()
      text += part.text
    } else if (part.type === 'tool-call') {
      if (isAnswered) endStep()
      calls.push(part)
    } else if (part.type === 'tool-result' || part.type === 'tool-approval') isAnswered = true
  }
  endStep()
  return messages
}
