import type { CallerMessage } from '#contract/shapes/completion.ts'
import type { ModelContent, ModelMessage } from '#kernel/model-ports.ts'
import { storableText } from '#kernel/storable.ts'
import type { Occasion } from '#features/answers/index.ts'

/** A caller's conversation as a model is shown it, and what the caller adds to the agent's instructions. */
export function readCallerMessages(
  said: readonly CallerMessage[],
): Pick<Occasion, 'questions' | 'messages'> & { instructions: string } {
  const names = new Map(
    said.flatMap((message) =>
      message.role === 'assistant'
        ? message.parts.flatMap((part) =>
            part.type === 'tool-call' ? [[part.callId, part.name] as const] : [],
          )
        : [],
    ),
  )
  return {
    instructions: said.flatMap((message) => (message.role === 'system' ? [message.text] : [])).join('\n\n'),
    questions: said
      .filter(({ role }) => role === 'user')
      .map(textOf)
      .toReversed(),
    messages: said.flatMap((message) => toModelMessage(message, names)),
  }
}

const textOf = (message: CallerMessage): string =>
  message.role === 'user'
    ? storableText(message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n'))
    : ''

function toModelMessage(message: CallerMessage, names: ReadonlyMap<string, string>): ModelMessage[] {
  switch (message.role) {
    case 'system':
      return []
    case 'user':
      return [{ role: 'user', content: message.parts.map(userContent) }]
    case 'assistant':
      return [{ role: 'assistant', content: message.parts }]
    case 'tool': {
      const { callId, output, isError } = message
      return [{ role: 'tool', callId, name: names.get(callId) ?? '', output, isError }]
    }
  }
}

const userContent = (part: Extract<CallerMessage, { role: 'user' }>['parts'][number]): ModelContent =>
  part.type === 'text' ? part : { ...part, data: new Uint8Array(Buffer.from(part.data, 'base64')) }
