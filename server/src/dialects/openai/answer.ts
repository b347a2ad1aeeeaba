import type { MessagePart, SourcePart } from '#contract/message-parts.ts'
import type { ReplyUsage } from '#contract/reply-parts.ts'
import type { Completion, CompletionEnd } from '#contract/shapes/completion.ts'

/** The common fields of an answer's objects: its ID, start time, and the model as the caller named it. */
export interface Heading {
  id: string
  created: number
  model: string
}

export const headingOf = (completionId: string, model: string): Heading => ({
  id: `chatcmpl-${completionId}`,
  created: Math.floor(Date.now() / 1000),
  model,
})

const finishReasons = { stop: 'stop', length: 'length', 'tool-calls': 'tool_calls', filter: 'content_filter' }

export const finishReasonOf = ({ finishReason }: Pick<CompletionEnd, 'finishReason'>) =>
  finishReasons[finishReason ?? 'stop']

export const usageOf = ({ inputTokens, outputTokens }: ReplyUsage) => ({
  prompt_tokens: inputTokens ?? 0,
  completion_tokens: outputTokens ?? 0,
  total_tokens: (inputTokens ?? 0) + (outputTokens ?? 0),
})

/** A call for the caller to make. Invalid JSON is passed on as the model wrote it. */
export const toolCallOf = ({ callId, name, input }: Extract<MessagePart, { type: 'tool-call' }>) => ({
  id: callId,
  type: 'function' as const,
  function: { name, arguments: typeof input === 'string' ? input : JSON.stringify(input ?? {}) },
})

/** Sources, with ranges in the whole content, since there is a single text here. */
export function sourcesOf(parts: readonly MessagePart[]) {
  const starts: number[] = []
  let length = 0
  for (const part of parts) {
    starts.push(length)
    if (part.type === 'text') length += part.text.length
  }
  return parts
    .filter((part): part is SourcePart => part.type === 'source')
    .map(({ answerRange: { part, start, end }, ...source }) => {
      const from = starts[part] ?? 0
      return { ...source, answerRange: { start: from + start, end: from + end } }
    })
}

const joined = (parts: readonly MessagePart[], type: 'text' | 'reasoning') =>
  parts.map((part) => (part.type === type ? part.text : '')).join('')

/** The whole answer. Calls of tools that are not the caller's were made here and are left out. */
export function wholeAnswer(
  heading: Heading,
  completion: Completion,
  isCallersTool: (name: string) => boolean,
) {
  const { parts, usage } = completion
  const calls = parts
    .filter((part) => part.type === 'tool-call')
    .filter(({ name }) => isCallersTool(name))
    .map(toolCallOf)
  const content = joined(parts, 'text')
  const reasoning = joined(parts, 'reasoning')
  return {
    object: 'chat.completion',
    ...heading,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: content === '' && calls.length > 0 ? null : content,
          refusal: null,
          ...(reasoning !== '' && { reasoning_content: reasoning }),
          ...(calls.length > 0 && { tool_calls: calls }),
          parley: { sources: sourcesOf(parts) },
        },
        logprobs: null,
        finish_reason: finishReasonOf(completion),
      },
    ],
    usage: usageOf(usage),
  }
}
