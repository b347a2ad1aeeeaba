import { z } from 'zod'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { announceEnd } from './credential-topic.ts'
import { endSignIns, type WhichSignIns } from './sign-in-store.ts'

/** Ends sign-ins, and says so to whoever may hear and to what is open for them. Answers how many. */
export async function endAndTell(
  context: CommandContext,
  which: WhichSignIns,
  reason: string,
): Promise<number> {
  const ended = await endSignIns(context.tx, which, reason)
  for (const { id, member_id } of ended) {
    announceEnd(context, id)
    context.emit({ type: 'sign-in.ended', payload: { memberId: member_id, signInId: id, reason } })
  }
  return ended.length
}

/** Ends one sign-in; nothing happens when it has ended already. */
export const closeSignIn = command({
  name: 'sign-in.close',
  permission: 'internal',
  input: z.strictObject({ signInId: z.uuid(), reason: z.string() }),
  run: async (context, { signInId, reason }) => void (await endAndTell(context, { id: signInId }, reason)),
})
