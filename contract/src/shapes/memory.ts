import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

const text = z.string().trim().min(1).max(300)

export const MemoryKind = z
  .enum(['person', 'preference', 'ongoing'])
  .describe(
    '`person`: who the person is, such as a name or job; `preference`: what they like and how they want things done; `ongoing`: what they are working on.',
  )
export type MemoryKind = z.infer<typeof MemoryKind>

/** One fact that an agent remembers about a person. */
export const Memory = z
  .object({
    id: id('memory'),
    agentId: id('agent'),
    agentName: z.string().describe('The name of the agent that remembers it.'),
    person: z
      .object({ kind: z.enum(['member', 'visitor']), id: z.uuid() })
      .describe('Whom the memory is about.'),
    kind: MemoryKind,
    text: text.describe('The remembered fact, up to 300 characters.'),
    origin: z
      .enum(['learnt', 'typed'])
      .describe('`typed`: the person entered it; `learnt`: it was extracted from a message of theirs.'),
    learntFrom: z
      .object({ conversationId: id('conversation'), messageId: id('message') })
      .nullable()
      .describe(
        'The message that the memory was learnt from; deleting the message deletes the memory. Null for a typed memory.',
      ),
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
  search: z.string().trim().max(200).optional().describe('Only memories that contain these words.'),
})
export const AddMemory = z.strictObject({ agentId: id('agent'), kind: MemoryKind, text })
export const ChangeMemory = MemoryRef.extend({ kind: MemoryKind.optional(), text: text.optional() })
export const EraseMemories = z.strictObject({
  agentId: id('agent').optional().describe('Only memories of this agent; omitted: memories of all agents.'),
})
const ofVisitor = { visitorId: id('visitor') }
export const ListVisitorMemories = ListMemories.extend(ofVisitor)
export const EraseVisitorMemories = z.strictObject(ofVisitor)
export const ErasedMemories = z
  .object({ erased: z.int().describe('Number of memories that were deleted.') })
  .meta({ id: 'ErasedMemories' })

/** All memories of a person, for export. */
export const MemoryExport = z
  .object({
    exportedAt: Instant.describe('When the export was made.'),
    remembers: z.boolean().describe('Whether agents may remember the person.'),
    memories: z.array(Memory).describe('The memories of the person.'),
  })
  .meta({ id: 'MemoryExport' })

/** Whether agents may remember a person. */
export const MemoryConsent = z
  .object({
    remembers: z.boolean().describe('Whether agents with memory may remember the person.'),
    isChosen: z
      .boolean()
      .describe(
        'Whether the person made this choice. False: the default applies, where members are remembered and visitors are not.',
      ),
  })
  .meta({ id: 'MemoryConsent' })
export type MemoryConsent = z.infer<typeof MemoryConsent>
export const SetMemoryConsent = z.strictObject({ remembers: MemoryConsent.shape.remembers })
