import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'

const text = z.string().trim().min(1).max(300)

export const FactKind = z
  .enum(['person', 'preference', 'ongoing'])
  .describe('Who somebody is; what they like and how they want things; what they are at.')
export type FactKind = z.infer<typeof FactKind>

/** What an agent knows of one person. */
export const Fact = z
  .object({
    id: id('fact'),
    agentId: id('agent'),
    agentName: z.string(),
    person: z.object({ kind: z.enum(['member', 'visitor']), id: z.uuid() }),
    kind: FactKind,
    text,
    origin: z
      .enum(['learnt', 'typed'])
      .describe('`typed`: the person put it into these words; `learnt`: it was found in what they said.'),
    learntFrom: z
      .object({ conversationId: id('conversation'), messageId: id('message') })
      .nullable()
      .describe('The message that it was learnt from; the fact goes with it. Null for what was typed.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Fact' })
export type Fact = z.infer<typeof Fact>
export const FactPage = pageOf(Fact).meta({ id: 'FactPage' })
export const FactList = z.object({ items: z.array(Fact) }).meta({ id: 'FactList' })

export const FactRef = z.strictObject({ factId: id('fact') })
export const ListFacts = PageQuery.extend({
  agentId: id('agent').optional(),
  search: z.string().trim().max(200).optional().describe('Only those with these words.'),
})
export const AddFact = z.strictObject({ agentId: id('agent'), kind: FactKind, text })
export const ChangeFact = FactRef.extend({ kind: FactKind.optional(), text: text.optional() })
export const EraseFacts = z.strictObject({ agentId: id('agent').optional() })
const ofVisitor = { visitorId: id('visitor') }
export const ListVisitorFacts = ListFacts.extend(ofVisitor)
export const EraseVisitorFacts = z.strictObject(ofVisitor)
export const ErasedFacts = z.object({ erased: z.int() }).meta({ id: 'ErasedFacts' })

/** Everything that agents know of a person, to take along. */
export const FactFile = z
  .object({ exportedAt: Instant, remembers: z.boolean(), facts: z.array(Fact) })
  .meta({ id: 'FactFile' })

/** Whether agents may remember somebody. */
export const MemoryChoice = z
  .object({
    remembers: z.boolean().describe('Whether agents that remember people may remember this one.'),
    isChosen: z
      .boolean()
      .describe('False while the person has not said: members are remembered then, visitors are not.'),
  })
  .meta({ id: 'MemoryChoice' })
export type MemoryChoice = z.infer<typeof MemoryChoice>
export const SetMemoryChoice = z.strictObject({ remembers: z.boolean() })
