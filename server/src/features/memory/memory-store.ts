import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealableText, sealingTexts } from '#platform/database/sealable.ts'
import { statement } from '#platform/database/statement.ts'
import type { Scope } from '#kernel/scope.ts'
import { MEMORIES_MAX, type MemoryRow } from './memory.ts'
import { columnsOf, type Person } from './person.ts'

type Told = Pick<MemoryRow, 'kind' | 'text' | 'terms'>
export type LearntFrom = Pick<MemoryRow, 'conversation_id' | 'message_id'>

interface NewMemory extends Told {
  agent_id: string
  person: Person
  /** Null for a memory that was typed. */
  from: LearntFrom | null
}

const provenance = (from: LearntFrom | null) => ({
  origin: from ? 'learnt' : 'typed',
  conversation_id: from?.conversation_id ?? null,
  message_id: from?.message_id ?? null,
})

const sealedMemory = <T extends Told>(told: T): T => ({
  ...sealingTexts(told, 'text'),
  terms: told.terms.map(sealableText),
})

export const insertMemory = (
  tx: Transaction,
  scope: Scope,
  { person, from, ...told }: NewMemory,
): Promise<MemoryRow> =>
  tx
    .insertInto('memories')
    .values({
      tenant_id: scope.tenantId,
      id: uuidv7(),
      ...sealedMemory(told),
      ...columnsOf(person),
      ...provenance(from),
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Rewrites a memory. Null if it was erased in the meantime. */
export const rewriteMemory = async (
  tx: Transaction,
  id: string,
  told: Told,
  from: LearntFrom | null,
): Promise<MemoryRow | null> =>
  (await tx
    .updateTable('memories')
    .set({ ...sealedMemory(told), ...provenance(from), updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()) ?? null

export const removeMemory = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('memories').where('id', '=', id).execute())

/** Erases the memories of one agent, or of all, about a person. Returns their number. */
export async function removeMemoriesOf(
  tx: Transaction,
  { id }: Person,
  agentId: string | null,
): Promise<number> {
  const all = tx.deleteFrom('memories').where('person_id', '=', id)
  const { numDeletedRows } = await (agentId === null
    ? all
    : all.where('agent_id', '=', agentId)
  ).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Deletes memories that came from a message. */
export const removeMemoriesFrom = (tx: Transaction, messageId: string): Promise<MemoryRow[]> =>
  tx.deleteFrom('memories').where('message_id', '=', messageId).returningAll().execute()

const knownTo = statement((db, of: { personId: string; agentId: string }) =>
  db
    .selectFrom('memories')
    .selectAll()
    .where('person_id', '=', of.personId)
    .where('agent_id', '=', of.agentId)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MEMORIES_MAX),
)

/** All that an agent knows of a person, newest first. Reads only these rows, however many other people are known. */
export const memoriesKnownTo = (tx: Reader, agentId: string, person: Person): Promise<MemoryRow[]> =>
  knownTo.rows(tx, { personId: person.id, agentId })
