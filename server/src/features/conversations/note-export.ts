import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { command } from '#kernel/use-case.ts'
import type { Scope } from '#kernel/scope.ts'
import { requireVisible } from './visible.ts'

const noteExport = command({
  name: 'conversation.note-export',
  permission: 'conversation:read',
  input: z.strictObject({ conversationId: id('conversation').nullable() }),
  async run({ tx, scope, emit }, { conversationId }) {
    const row = conversationId === null ? null : await requireVisible(tx, scope, conversationId)
    // Administrators read this; which private conversation it was is not for them.
    emit({ type: 'conversation.exported', payload: { conversationId: row?.in_inbox ? row.id : null } })
  },
})

/** Records that a conversation, or with null all of the caller's own, was exported. Part of the exports. */
export const noteConversationExport = (scope: Scope, conversationId: string | null): Promise<void> =>
  noteExport(scope, { conversationId })
