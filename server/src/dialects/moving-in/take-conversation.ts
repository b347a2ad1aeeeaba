import { z } from 'zod'
import { keepNumbers, nameThings, noteFacts } from '#features/external-ids/index.ts'
import { AdoptedConversation, adoptConversation } from '#features/imports/index.ts'
import { adoptInboxState, AdoptedInboxState } from '#features/inbox/handoff/index.ts'
import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { once, type Taken } from './moving-in.ts'

const kind = z.string().max(40)
const id = z.uuid()

const OldConversation = z.strictObject({
  dialect: z.string(),
  oldId: z.string().max(200),
  conversation: AdoptedConversation,
  /** The numbers by which its clients know it and its contents. */
  numbers: z.array(z.strictObject({ kind, number: z.int(), id })).default([]),
  /** Its other names in their system. */
  names: z.array(z.strictObject({ kind, externalId: z.string().max(200), id })).default([]),
  /** Client data that the core does not store. */
  notes: z.array(z.strictObject({ kind, id, facts: z.record(z.string(), z.json()) })).default([]),
  /** How operators keep it; null for one that operators are not shown. */
  inbox: AdoptedInboxState.nullable().default(null),
  remarks: z.array(z.string()).default([]),
})
export type OldConversation = z.input<typeof OldConversation>

const AT_ONCE = 1_000

/** Imports a conversation of an old system with all its messages, in one transaction. */
export const takeConversation = step(
  OldConversation,
  (context, old): Promise<Taken> =>
    once(context, { dialect: old.dialect, kind: 'conversation', oldId: old.oldId }, async () => {
      await adoptConversation(context, old.conversation)
      if (old.inbox) await adoptInboxState(context, { ...old.inbox, conversationId: old.conversation.id })
      const others = await keepAll(context, old)
      for (const { kind: ofWhat, ...name } of old.names)
        await nameThings.within(context, { dialect: old.dialect, kind: ofWhat, names: [name] })
      for (const note of old.notes) await noteFacts.within(context, { dialect: old.dialect, ...note })
      const moved = 'Numbers of it or its messages stand for others here: they get new ones.'
      return { id: old.conversation.id, remarks: [...old.remarks, ...(others > 0 ? [moved] : [])] }
    }),
)

/** Keeps the old numbers of everything; returns how many were taken. */
async function keepAll(context: CommandContext, { dialect, numbers }: z.output<typeof OldConversation>) {
  let others = 0
  for (const [ofWhat, some] of Map.groupBy(numbers, (one) => one.kind))
    for (let at = 0; at < some.length; at += AT_ONCE) {
      const stretch = some.slice(at, at + AT_ONCE).map(({ number, id: ours }) => ({ number, id: ours }))
      others += (await keepNumbers.within(context, { dialect, kind: ofWhat, numbers: stretch })).length
    }
  return others
}
