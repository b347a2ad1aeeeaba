import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { announceEnd } from './session-tokens.ts'
import { endSessions, type WhichSessions } from './session-store.ts'

/** Ends sessions, and notifies listeners and everything open through them. Returns their number. */
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

/** Ends one session; does nothing if it has ended. */
export const closeSession = step(
  async (context, { sessionId, reason }: { sessionId: string; reason: string }) =>
    void (await endAndTell(context, { id: sessionId }, reason)),
  { evenWhenFull: true },
)
