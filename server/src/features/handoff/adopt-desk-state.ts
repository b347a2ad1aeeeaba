import { z } from 'zod'
import { DeskPriority } from '#contract/shapes/desk.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { insertEntry } from './desk-entry-store.ts'
import { putDeskState } from './desk-state-store.ts'

const LABEL_MAX = 50

/** How the desk of another system kept a conversation. */
export const AdoptedDeskState = z.strictObject({
  state: z.enum(['open', 'pending', 'resolved']),
  priority: DeskPriority,
  labels: z.array(z.string()).default([]),
  /** What only the desk was shown. */
  notes: z
    .array(
      z.strictObject({ text: z.string(), memberId: z.uuid().nullable(), name: z.string(), at: z.date() }),
    )
    .default([]),
})

/** Keeps a conversation that was taken over as the desk of the other system kept it. Nobody is told of it. */
export const adoptDeskState = command({
  name: 'desk.adopt-state',
  permission: 'internal',
  input: AdoptedDeskState.extend({ conversationId: z.uuid() }),
  async run({ tx, scope }, { conversationId, state, priority, labels, notes }) {
    const kept = labels.map((label) => storableText(label).trim().slice(0, LABEL_MAX)).filter(Boolean)
    await putDeskState(tx, scope, conversationId, { state, priority, labels: [...new Set(kept)] })
    for (const { text, memberId, name, at } of notes)
      await insertEntry(tx, scope, {
        conversationId,
        kind: 'note',
        author: { kind: memberId === null ? 'system' : 'member', id: memberId, name },
        text: storableText(text),
        at,
      })
  },
})
