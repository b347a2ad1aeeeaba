import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { query } from '#kernel/use-case.ts'
import { findSent } from './decision-store.ts'

/** What an agent had decided that spoke first. */
export interface Spoken {
  readonly action: 'continue' | 'new-topic'
  readonly reason: string
}

/** Why agents spoke first, by the messages that came of it; those that came otherwise are left out. */
export const readDecisions = query({
  name: 'proactive-check.read-decisions',
  permission: 'internal',
  input: z.strictObject({ messageIds: z.array(id('message')).max(1_000) }),
  async run({ tx }, { messageIds }): Promise<Record<string, Spoken>> {
    const rows = await findSent(tx, messageIds)
    return Object.fromEntries(
      rows.map(({ message_id, action, reason }) => [
        message_id ?? '',
        { action: action === 'new-topic' ? action : 'continue', reason },
      ]),
    )
  },
})
