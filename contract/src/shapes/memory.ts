import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

const text = z.string().trim().min(1).max(300)

export const MemoryKind = z
  .enum(['person', 'preference', 'ongoing'])
  .describe('Who somebody is; what they like and how they want things; what they are at.')
export type MemoryKind = z.infer<typeof MemoryKind>

/** What an agent knows of one person. */
export const Memory = z
  .object({
    id: id('memory'),
    agentId: id('agent'),
    agentName: z.string(),
    person: z.object({ kind: z.enum(['member', 'visitor']), id: z.uuid() }),
    kind: MemoryKind,
    text,
    origin: z
      .enum(['learnt', 'typed'])
      .describe('`typed`: the person put it into these words; `learnt`: it was found in what they said.'),
    learntFrom: z
      .object({ conversationId: id('conversation'), messageId: id('message') })
      .nullable()
      .describe('The message that it was learnt from; the memory goes with it. Null for what was typed.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Memory' })
export type Memory = z.infer<typeof Memory>
export const MemoryPage = pageOf(Memory).meta({ id: 'MemoryPage' })
export const MemoryList = z.object({ items: z.array(Memory) }).meta({ id: 'MemoryList' })

export const MemoryRef = z.strictObject({ memoryId: id('memory') })
export const ListMemories = PageQuery.extend({
  agentId: id('agent').optional(),
  search: z.string().trim().max(200).optional().describe('Only those with these words.'),
})
export const AddMemory = z.strictObject({ agentId: id('agent'), kind: MemoryKind, text })
export const ChangeMemory = MemoryRef.extend({ kind: MemoryKind.optional(), text: text.optional() })
export const EraseMemories = z.strictObject({ agentId: id('agent').optional() })
const ofVisitor = { visitorId: id('visitor') }
export const ListVisitorMemories = ListMemories.extend(ofVisitor)
export const EraseVisitorMemories = z.strictObject(ofVisitor)
export const ErasedMemories = z.object({ erased: z.int() }).meta({ id: 'ErasedMemories' })

/** Everything that agents know of a person, to take along. */
export const MemoryExport = z
  .object({ exportedAt: Instant, remembers: z.boolean(), memories: z.array(Memory) })
  .meta({ id: 'MemoryExport' })

/** Whether agents may remember somebody. */
export const MemoryConsent = z
  .object({
    remembers: z.boolean().describe('Whether agents that remember people may remember this one.'),
    isChosen: z
      .boolean()
      .describe('False while the person has not said: members are remembered then, visitors are not.'),
  })
  .meta({ id: 'MemoryConsent' })
export type MemoryConsent = z.infer<typeof MemoryConsent>
export const SetMemoryConsent = z.strictObject({ remembers: z.boolean() })
