import { z } from 'zod'

/** What is kept of a message that was said elsewhere. Nothing of it is run, looked up or trusted. */
const ForeignPart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('reasoning'), text: z.string() }),
])
export type ForeignPart = z.infer<typeof ForeignPart>

const ForeignMessage = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  /** Who said it, for what is no person's own: the model, where that is known. */
  name: z.string(),
  parts: z.array(ForeignPart),
  at: z.date(),
  /** Its parent's place among the messages, which comes before; null for a first one. */
  parent: z.int().nullable(),
})

/** A conversation in the order that it is stored in. */
export const ForeignConversation = z.strictObject({
  format: z.string(),
  externalId: z.string(),
  title: z.string(),
  starred: z.boolean(),
  archived: z.boolean(),
  createdAt: z.date(),
  updatedAt: z.date(),
  /** The place of the last message of the branch that is shown; null where there is none. */
  head: z.int().nullable(),
  messages: z.array(ForeignMessage),
})
export type ForeignConversation = z.infer<typeof ForeignConversation>

/** A message as a format has it: by keys, in any order. */
export interface Node {
  key: string
  parentKey: string | null
  /** Null for what only holds the tree together and is not kept. */
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
