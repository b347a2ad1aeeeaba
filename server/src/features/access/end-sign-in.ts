import { z } from 'zod'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { announceEnd } from './credential-topic.ts'
import { endSignIns } from './sign-in-store.ts'

/** Ends sign-ins, and says so to whoever may hear and to what is open for them. */
export async function endAndTell(
  context: CommandContext,
  which: { id: string } | { memberId: string },
  reason: string,
): Promise<void> {
  for (const { id, member_id } of await endSignIns(context.tx, which, reason)) {
    announceEnd(context, id)
    context.emit({ type: 'sign-in.ended', payload: { memberId: member_id, signInId: id, reason } })
  }
}

/** Ends one sign-in; nothing happens when it has ended already. */
export const endSignIn = command({
  name: 'sign-in.end',
  permission: 'internal',
  input: z.strictObject({ signInId: z.uuid(), reason: z.string() }),
  run: async (context, { signInId, reason }) => endAndTell(context, { id: signInId }, reason),
})
