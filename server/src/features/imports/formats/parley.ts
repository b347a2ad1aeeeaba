import { z } from 'zod'
import type { ForeignPart, Tree } from '../foreign.ts'
import { LooseText, TextMoment } from './moments.ts'

const Part = z.looseObject({ type: z.string(), text: LooseText, name: LooseText })

const Conversation = z.looseObject({
  id: z.string().min(1),
  title: LooseText,
  headMessageId: z.string().nullable(),
  starred: z.unknown().optional(),
  archived: z.unknown().optional(),
  createdAt: TextMoment,
  updatedAt: TextMoment,
  messages: z.array(
    z.looseObject({
      id: z.string().min(1),
      parentId: z.string().nullable(),
      role: z.enum(['user', 'assistant', 'system']),
      author: z.looseObject({ name: LooseText }),
      parts: z.array(Part),
      createdAt: TextMoment,
    }),
  ),
})

/** A conversation of our own export format, version 1. Its sources, tools and files are not in the file. */
export function fromParley(value: unknown): Tree {
  const { messages, ...conversation } = Conversation.parse(value)
  return {
    format: 'parley',
    externalId: conversation.id,
    title: conversation.title,
    starred: conversation.starred === true,
    archived: conversation.archived === true,
    createdAt: conversation.createdAt,
    updatedAt: conversation.updatedAt,
    headKey: conversation.headMessageId,
    nodes: messages.map(({ id, parentId, role, author, parts, createdAt }) => ({
      key: id,
      parentKey: parentId,
      // An answer without content keeps its place in the tree.
      said: { role, name: author.name, parts: parts.flatMap(keptOf) },
      at: createdAt,
    })),
  }
}

function keptOf({ type, text, name }: z.output<typeof Part>): ForeignPart[] {
  if (type === 'file') return [{ type: 'text', text: `*(${name})*` }]
  return type === 'text' || type === 'reasoning' ? [{ type, text }] : []
}
