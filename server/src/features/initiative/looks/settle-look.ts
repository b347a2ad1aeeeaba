import { ConversationRef } from '#contract/shapes/conversation.ts'
import { conversationLook } from '#features/agents/index.ts'
import { appoint, cancelAppointment } from '#kernel/appointments.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { z } from 'zod'

/** Makes the appointment for the next look at a conversation; null: there is none until something happens in it. */
export function appointLook(context: CommandContext, conversationId: string, again: Date | null): void {
  if (again) appoint(context, conversationLook, conversationId, { conversationId }, again)
  else cancelAppointment(context, conversationLook, conversationId)
}

/** Leaves a conversation alone, for so long or until something happens in it. Part of `lookAtConversation`. */
export const settleLook = command({
  name: 'conversation.settle-look',
  permission: 'internal',
  input: ConversationRef.extend({ againAfterMs: z.int().nullable() }),
  async run(context, { conversationId, againAfterMs }) {
    const again = againAfterMs === null ? null : new Date(context.scope.app.now().getTime() + againAfterMs)
    appointLook(context, conversationId, again)
  },
})
