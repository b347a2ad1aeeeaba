import { z } from 'zod'
import { InboxPriority } from '#contract/shapes/inbox.ts'
import { parseInput } from '#kernel/guard.ts'
import { storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { insertEntry } from './inbox-entry-store.ts'
import { putInboxState } from './inbox-state-store.ts'

const LABEL_MAX = 50

/** The inbox state of a conversation in another system. */
export const AdoptedInboxState = z.strictObject({
  state: z.enum(['open', 'pending', 'resolved']),
  priority: InboxPriority,
  labels: z.array(z.string()).default([]),
  /** Notes that only operators saw. */
  notes: z
    .array(
      z.strictObject({ text: z.string(), memberId: z.uuid().nullable(), name: z.string(), at: z.date() }),
    )
    .default([]),
})

const AdoptInboxState = AdoptedInboxState.extend({ conversationId: z.uuid() })

/** Stores the inbox state of an imported conversation. Nobody is notified. */
export async function adoptInboxState({ tx, scope }: CommandContext, given: z.input<typeof AdoptInboxState>) {
  const { conversationId, state, priority, labels, notes } = parseInput(AdoptInboxState, given)
  const kept = labels.map((label) => storableText(label).trim().slice(0, LABEL_MAX)).filter(Boolean)
  await putInboxState(tx, scope, conversationId, { state, priority, labels: [...new Set(kept)] })
  for (const { text, memberId, name, at } of notes)
    await insertEntry(tx, scope, {
      conversationId,
      kind: 'note',
      author: { kind: memberId === null ? 'system' : 'member', id: memberId, name },
      text: storableText(text),
      at,
    })
}
