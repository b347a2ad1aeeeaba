import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { ConversationRef } from './conversation.ts'
import { InboxPriority } from './inbox.ts'

const Name = z.string().trim().min(1).max(40)
const Text = z
  .string()
  .trim()
  .min(1)
  .max(10_000)
  .describe(
    'May hold `{{contact.name}}`, `{{agent.name}}` and `{{me.name}}`; `{{contact.name|there}}` says `there` where no name is known.',
  )
const Search = z.string().trim().max(60).optional().describe('Stands in the name or the text.')

/** A text that operators answer with again and again. */
export const CannedReply = z
  .object({
    id: id('cannedReply'),
    name: z.string().describe('What it is called up by.'),
    text: z.string(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'CannedReply' })
export type CannedReply = z.infer<typeof CannedReply>
export const CannedReplyPage = pageOf(CannedReply).meta({ id: 'CannedReplyPage' })

export const ListCannedReplies = PageQuery.extend({ search: Search })
export const AddCannedReply = z.strictObject({ name: Name, text: Text })
export const CannedReplyRef = z.strictObject({ cannedReplyId: id('cannedReply') })
export const ChangeCannedReply = CannedReplyRef.extend({ name: Name.optional(), text: Text.optional() })
export const FillCannedReply = ConversationRef.extend(CannedReplyRef.shape)
export const FilledCannedReply = z
  .object({ text: z.string().describe('The text with names in place of its placeholders.') })
  .meta({ id: 'FilledCannedReply' })

const Label = z.string().trim().min(1).max(40)

/** One step of a macro. */
export const MacroStep = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('answer'), text: Text }),
    z.strictObject({ do: z.literal('note'), text: Text }),
    z.strictObject({
      do: z.literal('label'),
      add: z.array(Label).max(20).default([]),
      remove: z.array(Label).max(20).default([]),
    }),
    z.strictObject({ do: z.literal('prioritise'), priority: InboxPriority }),
    z.strictObject({ do: z.literal('put'), state: z.enum(['open', 'pending', 'resolved']) }),
    z.strictObject({ do: z.literal('snooze'), minutes: z.int().min(1).max(129_600) }),
    z.strictObject({ do: z.literal('take') }),
    z.strictObject({
      do: z.literal('assign'),
      memberId: id('member').nullable().describe('Who gets it; null puts it back into the queue.'),
    }),
    z.strictObject({ do: z.literal('return'), answersNow: z.boolean().default(true) }),
  ])
  .meta({ id: 'MacroStep' })
export type MacroStep = z.output<typeof MacroStep>

const Steps = z.array(MacroStep).min(1).max(12).describe('Done in this order, all or none.')

/** Several steps in the inbox under one name. */
export const Macro = z
  .object({
    id: id('macro'),
    name: z.string(),
    steps: z.array(MacroStep),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Macro' })
export type Macro = z.infer<typeof Macro>
export const MacroPage = pageOf(Macro).meta({ id: 'MacroPage' })

export const ListMacros = PageQuery.extend({ search: Search })
export const AddMacro = z.strictObject({ name: Name, steps: Steps })
export const MacroRef = z.strictObject({ macroId: id('macro') })
export const ChangeMacro = MacroRef.extend({ name: Name.optional(), steps: Steps.optional() })
export const RunMacro = ConversationRef.extend(MacroRef.shape)
