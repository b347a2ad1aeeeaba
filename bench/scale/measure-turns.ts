import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { Database } from '#platform/database/open.ts'
import type { HttpClient } from '../http-client.ts'

const PEOPLE = 16
const TURNS_EACH = 25
/** Until the work after turns is done: numbers, search, finished jobs. */
const AFTERWARDS_MS = 5_000

interface Talking {
  readonly http: HttpClient
  readonly token: string
  readonly agentId: string
  readonly database: Database
}

/** How many bytes of log a turn writes among all that is there, what follows it included. */
export async function measureTurns({ http, token, agentId, database }: Talking): Promise<number> {
  const talk = async () => {
    const { id } = await http.json<Conversation>('POST', '/v1/conversations', { agentId }, token)
    for (let turn = 0; turn < TURNS_EACH; turn += 1) {
      const said = {
        parts: [{ type: 'text', text: 'Please tell me where my parcel is just now, in a few words.' }],
      }
      await http.stream(`/v1/conversations/${id}/messages`, said, 'event: reply-end', token)
    }
  }
  const written = () =>
    database.administer(async (db) => {
      const { rows } = await sql<{
        at: number
      }>`SELECT (pg_current_wal_insert_lsn() - '0/0')::float AS at`.execute(db)
      return rows[0]?.at ?? Number.NaN
    })
  const talkAll = () => Promise.all(Array.from({ length: PEOPLE }, talk))
  // A page that is changed for the first time since a checkpoint is written whole.
  await talkAll()
  const before = await written()
  await talkAll()
  await pause(AFTERWARDS_MS)
  return ((await written()) - before) / (PEOPLE * TURNS_EACH)
}
