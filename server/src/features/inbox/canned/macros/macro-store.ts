import { type Selectable, sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { Macro, type MacroStep } from '#contract/shapes/canned.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { namedStore, searchedAs } from '../named-store.ts'

export type MacroRow = Selectable<Schema['macros']>

interface Steps {
  name: string
  steps: readonly MacroStep[]
}

export const macros = namedStore<MacroRow>('macros', 'macro')

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

export const stepsOf = ({ steps }: Pick<MacroRow, 'steps'>): MacroStep[] => Macro.shape.steps.parse(steps)

export const toMacro = (row: MacroRow): Macro => ({
  id: row.id,
  name: row.name,
  steps: stepsOf(row),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})
