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
    'Text with the placeholders `{{contact.name}}`, `{{agent.name}}` and `{{me.name}}`. A fallback follows a bar: `{{contact.name|there}}` becomes `there` if the name is unknown.',
  )
const Search = z
  .string()
  .trim()
  .max(60)
  .optional()
  .describe('Only items whose name or text contains all of these words.')

/** A saved text that operators insert into their answers. */
export const CannedReply = z
  .object({
    id: id('cannedReply'),
    name: z.string().describe('The short name that operators type to insert it, for example `refund`.'),
    text: z.string().describe('The text, with placeholders such as `{{contact.name}}`.'),
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
  .object({ text: z.string().describe('The text with all placeholders filled in.') })
  .meta({ id: 'FilledCannedReply' })

const Label = z.string().trim().min(1).max(40)

/** One step of a macro. */
export const MacroStep = z
  .discriminatedUnion('do', [
    z.strictObject({ do: z.literal('answer'), text: Text }),
    z.strictObject({ do: z.literal('note'), text: Text }),
    z.strictObject({
      do: z.literal('label'),
      add: z.array(Label).max(20).default([]).describe('Labels to add.'),
      remove: z.array(Label).max(20).default([]).describe('Labels to remove.'),
    }),
    z.strictObject({
      do: z.literal('prioritise'),
      priority: InboxPriority.describe('The priority that the conversation gets.'),
    }),
    z.strictObject({ do: z.literal('put'), state: z.enum(['open', 'pending', 'resolved']) }),
    z.strictObject({
      do: z.literal('snooze'),
      minutes: z.int().min(1).max(129_600).describe('How long to snooze, in minutes.'),
    }),
    z.strictObject({ do: z.literal('take') }),
    z.strictObject({
      do: z.literal('assign'),
      memberId: id('member')
        .nullable()
        .describe('The member to assign the conversation to; null puts it back into the queue.'),
    }),
    z.strictObject({
      do: z.literal('return'),
      answersNow: z
        .boolean()
        .default(true)
        .describe('Whether the agent answers the last message at once, if it has no answer yet.'),
    }),
  ])
  .meta({ id: 'MacroStep' })
export type MacroStep = z.output<typeof MacroStep>

const Steps = z
  .array(MacroStep)
  .min(1)
  .max(12)
  .describe('The steps, run in this order. If one fails, none takes effect.')

/** A named sequence of inbox actions. */
export const Macro = z
  .object({
    id: id('macro'),
    name: z.string(),
    steps: z.array(MacroStep).describe('What the macro does, in order.'),
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
