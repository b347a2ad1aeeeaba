import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealableText, sealingTexts } from '#platform/database/sealable.ts'
import { statement } from '#platform/database/statement.ts'
import type { Scope } from '#kernel/scope.ts'
import { FACTS_MAX, type FactRow } from './fact.ts'
import { columnsOf, type Person } from './person.ts'

type Told = Pick<FactRow, 'kind' | 'text' | 'terms'>
export type LearntFrom = Pick<FactRow, 'conversation_id' | 'message_id'>

interface NewFact extends Told {
  agent_id: string
  person: Person
  /** Null for what was typed. */
  from: LearntFrom | null
}

const provenance = (from: LearntFrom | null) => ({
  origin: from ? 'learnt' : 'typed',
  conversation_id: from?.conversation_id ?? null,
  message_id: from?.message_id ?? null,
})

const sealedFact = <T extends Told>(told: T): T => ({
  ...sealingTexts(told, 'text'),
  terms: told.terms.map(sealableText),
})

export const insertFact = (
  tx: Transaction,
  scope: Scope,
  { person, from, ...told }: NewFact,
): Promise<FactRow> =>
  tx
    .insertInto('facts')
    .values({
      tenant_id: scope.tenantId,
      id: uuidv7(),
      ...sealedFact(told),
      ...columnsOf(person),
      ...provenance(from),
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Puts a fact into other words, of which it is known whose they are. Null when it was erased meanwhile. */
export const rewriteFact = async (
  tx: Transaction,
  id: string,
  told: Told,
  from: LearntFrom | null,
): Promise<FactRow | null> =>
  (await tx
    .updateTable('facts')
    .set({ ...sealedFact(told), ...provenance(from), updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()) ?? null

export const removeFact = async (tx: Transaction, id: string) =>
  void (await tx.deleteFrom('facts').where('id', '=', id).execute())

/** Erases what is known of a person, by one agent or by all. Answers how many facts that were. */
export async function removeFactsOf(
  tx: Transaction,
  { id }: Person,
  agentId: string | null,
): Promise<number> {
  const all = tx.deleteFrom('facts').where('person_id', '=', id)
  const { numDeletedRows } = await (agentId === null
    ? all
    : all.where('agent_id', '=', agentId)
  ).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Removes what was learnt from a message. */
export const removeFactsFrom = (tx: Transaction, messageId: string): Promise<FactRow[]> =>
  tx.deleteFrom('facts').where('message_id', '=', messageId).returningAll().execute()

const knownTo = statement((db, of: { personId: string; agentId: string }) =>
  db
    .selectFrom('facts')
    .selectAll()
    .where('person_id', '=', of.personId)
    .where('agent_id', '=', of.agentId)
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(FACTS_MAX),
)

/** All that an agent knows of a person, the newest first. As many rows as that are read, whoever else is known. */
export const factsKnownTo = (tx: Reader, agentId: string, person: Person): Promise<FactRow[]> =>
  knownTo.rows(tx, { personId: person.id, agentId })
