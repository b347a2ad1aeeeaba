import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { Macro, type MacroStep } from '#contract/shapes/canned.ts'
import type { Page } from '#contract/page.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { conflict, notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { searchedAs } from '../searched.ts'

export type MacroRow = Selectable<Schema['macros']>

interface Steps {
  name: string
  steps: readonly MacroStep[]
}

/** Those that this actor may see: the tenant's. */
const visible = (tx: Reader, scope: Scope) =>
  tx.selectFrom('macros').where('macros.tenant_id', '=', scope.tenantId)

/** The macro, or Fault `not_found`. */
export async function requireMacro(tx: Reader, scope: Scope, id: string): Promise<MacroRow> {
  const row = await visible(tx, scope).selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('macro')
  return row
}

export const countMacros = async (tx: Reader, scope: Scope): Promise<number> =>
  Number(
    (
      await visible(tx, scope)
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  )

/** Throws Fault `conflict` where another has the name. */
export async function refuseTakenName(tx: Reader, scope: Scope, name: string, ownId: string | null) {
  const other = await visible(tx, scope)
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .executeTakeFirst()
  if (other && other.id !== ownId) throw conflict(`There is a macro named ${name} already.`)
}

const columnsOf = ({ name, steps }: Steps) => ({
  name,
  steps: JSON.stringify(steps),
  searched: searchedAs(name),
})

export const insertMacro = (tx: Transaction, scope: Scope, macro: Steps): Promise<MacroRow> =>
  tx
    .insertInto('macros')
    .values({ tenant_id: scope.tenantId, id: uuidv7(), ...columnsOf(macro) })
    .returningAll()
    .executeTakeFirstOrThrow()

export const updateMacro = (tx: Transaction, id: string, macro: Steps): Promise<MacroRow> =>
  tx
    .updateTable('macros')
    .set({ ...columnsOf(macro), updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const removeMacro = async (tx: Transaction, id: string): Promise<void> =>
  void (await tx.deleteFrom('macros').where('id', '=', id).execute())

/** A page by name of those in whose name the words stand. */
export async function pageOfMacros(
  tx: Reader,
  scope: Scope,
  { search = '', limit, after }: { search?: string | undefined; limit: number; after?: string | undefined },
): Promise<Page<Macro>> {
  const cursor = readCursor(after)
  const words = searchedAs(search).split(/\s+/).filter(Boolean)
  let select = visible(tx, scope)
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
  for (const word of words) select = select.where(sql<boolean>`position(${word} IN searched) > 0`)
  if (cursor) select = select.where(sql<boolean>`(name, id) > (${cursor.at}, ${cursor.id}::uuid)`)
  return pageFrom(await select.execute(), limit, toMacro, ({ name, id }) => ({ at: name, id }))
}

export const stepsOf = ({ steps }: Pick<MacroRow, 'steps'>): MacroStep[] => Macro.shape.steps.parse(steps)

export const toMacro = (row: MacroRow): Macro => ({
  id: row.id,
  name: row.name,
  steps: stepsOf(row),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
