import { z } from 'zod'

/** The stored parts of a message from elsewhere. Nothing in it is executed, looked up or trusted. */
const ForeignPart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('reasoning'), text: z.string() }),
])
export type ForeignPart = z.infer<typeof ForeignPart>

const ForeignMessage = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  /** The author of a message that is not the person's own: the model, if known. */
  name: z.string(),
  parts: z.array(ForeignPart),
  at: z.date(),
  /** The index of its parent, which comes before; null for a first message. */
  parent: z.int().nullable(),
})

/** A conversation in the order in which it is stored. */
export const ForeignConversation = z.strictObject({
  format: z.string(),
  externalId: z.string(),
  title: z.string(),
  starred: z.boolean(),
  archived: z.boolean(),
  createdAt: z.date(),
  updatedAt: z.date(),
  /** The index of the last message of the visible branch; null if there is none. */
  head: z.int().nullable(),
  messages: z.array(ForeignMessage),
})
export type ForeignConversation = z.infer<typeof ForeignConversation>

/** A message as a format has it: by keys, in any order. */
export interface Node {
  key: string
  parentKey: string | null
  /** Null for a node that only connects the tree and is not stored. */
  said: { role: 'user' | 'assistant' | 'system'; name: string; parts: ForeignPart[] } | null
  at: Date | null
}

/** A conversation as a format has it. */
export interface Tree {
  format: string
  externalId: string
  title: string
  starred: boolean
  archived: boolean
  createdAt: Date | null
  updatedAt: Date | null
  headKey: string | null
  nodes: Node[]
}
