import { appoint, cancelAppointment } from '#kernel/appointments.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { type ClockRow, findRunning } from './clock-store.ts'
import { slaRing } from './ring-job.ts'

const ringsOf = ({ warns_at, due_at, warned_at, breached_at }: ClockRow): Date[] =>
  [warned_at || breached_at ? null : warns_at, breached_at ? null : due_at].filter((at) => at !== null)

/** Looks at a conversation again when the next of its clocks warns or is due; this outlasts a restart. */
export async function setNextRing(context: CommandContext, conversationId: string): Promise<void> {
  const rings = (await findRunning(context.tx, [conversationId])).flatMap(ringsOf)
  if (rings.length === 0) return cancelAppointment(context, slaRing, conversationId)
  const next = new Date(Math.min(...rings.map((at) => at.getTime())))
  appoint(context, slaRing, conversationId, { conversationId }, next)
}
