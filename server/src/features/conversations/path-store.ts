import { sql } from 'kysely'
import type { Reader } from '#platform/database/open.ts'
import type { MessageRow } from './message.ts'

interface Step {
  id: string
  seq: number
}

/**
 * The path from a message up to the first one, nearest first, at most `limit` long, with no more of each message than
 * paging needs: the way may be long, and only the messages of one page are read whole.
 */
export async function stepsUp(tx: Reader, messageId: string | null, limit: number): Promise<Step[]> {
  if (messageId === null) return []
  const { rows } = await sql<Step>`
    WITH RECURSIVE path AS (
      SELECT id, parent_id, seq FROM messages WHERE id = ${messageId}
      UNION ALL
      SELECT m.id, m.parent_id, m.seq FROM messages m JOIN path ON m.id = path.parent_id
    )
    SELECT id, seq FROM path LIMIT ${limit}`.execute(tx)
  return rows.sort((a, b) => b.seq - a.seq)
}

/** The messages of these steps, whole, in their order. */
export async function readSteps(tx: Reader, steps: readonly Step[]): Promise<MessageRow[]> {
  if (steps.length === 0) return []
  const ids = steps.map(({ id }) => id)
  const rows = await tx.selectFrom('messages').selectAll().where('id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
