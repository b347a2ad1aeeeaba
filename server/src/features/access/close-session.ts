import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { announceEnd } from './session-tokens.ts'
import { endSessions, type WhichSessions } from './session-store.ts'

/** Ends sessions, and says so to whoever may hear and to what is open for them. Answers how many. */
export async function endAndTell(
  context: CommandContext,
  which: WhichSessions,
  reason: string,
): Promise<number> {
  const ended = await endSessions(context.tx, which, reason)
  for (const { id, member_id } of ended) {
    announceEnd(context, id)
    context.emit({ type: 'session.ended', payload: { memberId: member_id, sessionId: id, reason } })
  }
  return ended.length
}

/** Ends one session; nothing happens when it has ended already. */
export const closeSession = step(
  async (context, { sessionId, reason }: { sessionId: string; reason: string }) =>
    void (await endAndTell(context, { id: sessionId }, reason)),
  { evenWhenFull: true },
)
