import { z } from 'zod'
import type { Tree } from '../foreign.ts'
import { LooseText, TextMoment } from './moments.ts'

const Conversation = z.looseObject({
  uuid: z.string().min(1),
  name: LooseText,
  created_at: TextMoment,
  updated_at: TextMoment,
  chat_messages: z.array(
    z.looseObject({
      uuid: z.string().min(1),
      text: LooseText,
      sender: z.enum(['human', 'assistant']),
      created_at: TextMoment,
      parent_message_uuid: LooseText,
      content: z.array(z.looseObject({ type: z.string(), text: LooseText })).optional(),
    }),
  ),
})

/** A conversation of a Claude export: a list, or a tree where parents are named. */
export function fromClaude(value: unknown): Tree {
  const { uuid, name, created_at, updated_at, chat_messages: said } = Conversation.parse(value)
  const hasParents = said.some(({ parent_message_uuid: parent }) => parent !== '')
  return {
    format: 'claude',
    externalId: uuid,
    title: name,
    starred: false,
    archived: false,
    createdAt: created_at,
    updatedAt: updated_at,
    headKey: said.at(-1)?.uuid ?? null,
    nodes: said.map((message, at) => {
      const texts = (message.content ?? []).flatMap(({ type, text }) =>
        type === 'text' && text ? [text] : [],
      )
      const text = texts.length > 0 ? texts.join('\n\n') : message.text
      return {
        key: message.uuid,
        parentKey: hasParents ? message.parent_message_uuid || null : (said[at - 1]?.uuid ?? null),
        said:
          text === ''
            ? null
            : {
                role: message.sender === 'human' ? ('user' as const) : ('assistant' as const),
                name: 'Claude',
                parts: [{ type: 'text' as const, text }],
              },
        at: message.created_at,
      }
    }),
  }
}
