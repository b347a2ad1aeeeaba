import { type MessageRow, partsOf, textOf } from '#features/conversations/index.ts'

const MESSAGE_CHARACTERS = 1_000

/** A transcript for a model that describes the conversation: the beginning of each message, in order. */
export const transcriptOf = (messages: readonly Pick<MessageRow, 'role' | 'parts'>[]): string =>
  messages
    .map((row) => {
      const who = row.role === 'assistant' ? 'Assistant' : 'Person'
      return `${who}: ${textOf(partsOf(row)).slice(0, MESSAGE_CHARACTERS)}`
    })
    .join('\n\n')
