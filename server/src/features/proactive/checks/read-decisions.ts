import { readStep } from '#kernel/step.ts'
import { findSent } from './decision-store.ts'

/** The decision of an agent that wrote first. */
export interface Spoken {
  readonly action: 'continue' | 'new-topic'
  readonly reason: string
}

/** Why agents wrote first, by the resulting messages; other messages are left out. */
export const readDecisions = readStep(
  async ({ tx }, { messageIds }: { messageIds: string[] }): Promise<Record<string, Spoken>> => {
    const rows = await findSent(tx, messageIds)
    return Object.fromEntries(
      rows.map(({ message_id, action, reason }) => [
        message_id ?? '',
        { action: action === 'new-topic' ? action : 'continue', reason },
      ]),
    )
  },
)
