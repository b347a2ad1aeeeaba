import { z } from 'zod'
import type { MessagePart } from '#contract/message-parts.ts'
import { audiencePayload, storeForeign } from '#features/conversations/index.ts'
import { findPlaceFor } from '#features/projects/index.ts'
import { parseInput } from '#kernel/guard.ts'
import { storableJson, storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'

const Person = z.strictObject({ kind: z.enum(['member', 'visitor']), id: z.uuid(), name: z.string() })

/** The parts of a message that older systems store. */
const AdoptedPart = z.strictObject({ type: z.enum(['text', 'reasoning']), text: z.string() })
export type AdoptedPart = z.infer<typeof AdoptedPart>

/** A conversation of another system, whose people and agents exist here already. Its messages form one branch. */
export const AdoptedConversation = z.strictObject({
  id: z.uuid(),
  owner: Person,
  inInbox: z.boolean(),
  assignee: z
    .strictObject({ kind: z.enum(['agent', 'queue', 'member']), memberId: z.uuid().nullable() })
    .default({ kind: 'agent', memberId: null }),
  title: z.string(),
  agentId: z.uuid().nullable(),
  projectId: z.uuid().nullable().default(null),
  starred: z.boolean().default(false),
  archived: z.boolean().default(false),
  createdAt: z.date(),
  updatedAt: z.date(),
  readCount: z.int().min(0),
  readBy: z.array(Person).default([]),
  messages: z.array(
    z.strictObject({
      id: z.uuid(),
      role: z.enum(['user', 'assistant', 'system']),
      name: z.string(),
      saidBy: Person.optional(),
      parts: z.array(AdoptedPart),
      at: z.date(),
    }),
  ),
})

const TITLE_MAX = 200
const NAME_MAX = 100

/** Imports a conversation of another system, for any owner. */
export async function adoptConversation(
  { tx, scope, emit }: CommandContext,
  given: z.input<typeof AdoptedConversation>,
) {
  const { projectId, messages, ...facts } = parseInput(AdoptedConversation, given)
  const conversation = await storeForeign(tx, scope, {
    ...facts,
    title: storableText(facts.title).trim().slice(0, TITLE_MAX),
    place: projectId === null ? null : await findPlaceFor(tx, scope, projectId),
    head: messages.length === 0 ? null : messages.length - 1,
    messages: messages.map(({ saidBy, ...message }, at) => ({
      ...message,
      name: storableText(message.name).slice(0, NAME_MAX),
      parts: storableJson(message.parts) as MessagePart[],
      parent: at === 0 ? null : at - 1,
      ...(saidBy && { saidBy }),
    })),
  })
  emit({
    type: 'conversation.opened',
    payload: { ...audiencePayload(conversation), messageCount: messages.length },
  })
}
