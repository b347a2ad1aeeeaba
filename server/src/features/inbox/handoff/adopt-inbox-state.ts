import { z } from 'zod'
import { InboxPriority } from '#contract/shapes/inbox.ts'
import { parseInput } from '#kernel/guard.ts'
import { storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { insertEntry } from './inbox-entry-store.ts'
import { putInboxState } from './inbox-state-store.ts'

const LABEL_MAX = 50

/** How the inbox of another system kept a conversation. */
export const AdoptedInboxState = z.strictObject({
  state: z.enum(['open', 'pending', 'resolved']),
  priority: InboxPriority,
  labels: z.array(z.string()).default([]),
  /** What only operators were shown. */
  notes: z
    .array(
      z.strictObject({ text: z.string(), memberId: z.uuid().nullable(), name: z.string(), at: z.date() }),
    )
    .default([]),
})

const AdoptInboxState = AdoptedInboxState.extend({ conversationId: z.uuid() })

/** Keeps a conversation that was taken over as the inbox of the other system kept it. Nobody is told of it. */
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
