import { sql } from 'kysely'
import type { MemoryConsent } from '#contract/shapes/memory.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { columnsOf, type Person } from '../person.ts'

/** Members can see and erase their memories, so they are remembered unless they opt out; visitors must opt in. */
const consentOf = ({ kind }: Person, chosen: boolean | null): MemoryConsent => ({
  remembers: chosen ?? kind === 'member',
  isChosen: chosen !== null,
})

/** Whether agents may remember a person. */
export async function findConsent(tx: Reader, person: Person): Promise<MemoryConsent> {
  const row = await tx
    .selectFrom('memory_consents')
    .select('remembers')
    .where('person_id', '=', person.id)
    .executeTakeFirst()
  return consentOf(person, row?.remembers ?? null)
}

/**
 * The same, locked until the transaction ends: memories about a person are only added and rewritten under this lock.
 */
export async function lockConsent(tx: Transaction, scope: Scope, person: Person): Promise<MemoryConsent> {
  await tx
    .insertInto('memory_consents')
    .values({ tenant_id: scope.tenantId, ...columnsOf(person) })
    .onConflict((on) => on.columns(['tenant_id', 'person_id']).doNothing())
    .execute()
  const row = await tx
    .selectFrom('memory_consents')
    .select('remembers')
    .where('person_id', '=', person.id)
    .forUpdate()
    .executeTakeFirst()
  return consentOf(person, row?.remembers ?? null)
}

/** Stores the choice of a person, whose consent is locked. */
export const storeConsent = async (tx: Transaction, person: Person, remembers: boolean) =>
  void (await tx
    .updateTable('memory_consents')
    .set({ remembers, chosen_at: sql<Date>`now()` })
    .where('person_id', '=', person.id)
    .execute())
