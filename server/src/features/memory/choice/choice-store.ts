import { sql } from 'kysely'
import type { MemoryChoice } from '#contract/shapes/fact.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import { columnsOf, type Person } from '../person.ts'

/** Members can see and erase what is known of them, so they are remembered until they say no; visitors when they say yes. */
const choiceOf = ({ kind }: Person, chosen: boolean | null): MemoryChoice => ({
  remembers: chosen ?? kind === 'member',
  isChosen: chosen !== null,
})

/** Whether agents may remember a person. */
export async function findChoice(tx: Reader, person: Person): Promise<MemoryChoice> {
  const row = await tx
    .selectFrom('memory_choices')
    .select('remembers')
    .where('person_id', '=', person.id)
    .executeTakeFirst()
  return choiceOf(person, row?.remembers ?? null)
}

/** The same, locked until the transaction ends: facts about a person are added and rewritten under this lock alone. */
export async function lockChoice(tx: Transaction, scope: Scope, person: Person): Promise<MemoryChoice> {
  await tx
    .insertInto('memory_choices')
    .values({ tenant_id: scope.tenantId, ...columnsOf(person) })
    .onConflict((on) => on.columns(['tenant_id', 'person_id']).doNothing())
    .execute()
  const row = await tx
    .selectFrom('memory_choices')
    .select('remembers')
    .where('person_id', '=', person.id)
    .forUpdate()
    .executeTakeFirst()
  return choiceOf(person, row?.remembers ?? null)
}

/** Keeps what a person, whose choice is locked, has chosen. */
export const storeChoice = async (tx: Transaction, person: Person, remembers: boolean) =>
  void (await tx
    .updateTable('memory_choices')
    .set({ remembers, chosen_at: sql<Date>`now()` })
    .where('person_id', '=', person.id)
    .execute())
