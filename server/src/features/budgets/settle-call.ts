import { step } from '#kernel/step.ts'
import { notifyCrossings } from './notify-crossings.ts'
import { type Reserving, sharesOf } from './reserve-call.ts'
import { takeReservation } from './spending-store.ts'

/** Puts what a call of a model did cost in place of what was reserved for it, and tells of the thresholds that this came to. */
export const settleCall = step(
  async (context, { reservationId: id, concerned, tokens, cost }: Reserving): Promise<void> => {
    const { tx, scope } = context
    const standings = await takeReservation(tx, scope, { id, shares: sharesOf(concerned, tokens, cost) })
    await notifyCrossings(context, concerned, standings)
  },
)
