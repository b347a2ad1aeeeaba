import { type Kysely, sql } from 'kysely'
import { DEFAULT_PREFIX, readPrefix, roleName, type RolePrefix } from '../roles.ts'
import type { Schema } from '../schema.ts'
import type { DataPart } from './part.ts'
import { RowDigest } from './row-digest.ts'
import { readSequences, readTables, setPlainFormats, type TableShape } from './tables.ts'

const BATCH_CHARACTERS = 1_000_000
const BATCH_ROWS_MAX = 2_000
const FIRST_ROWS = 50

/**
 * The whole contents of the database, as seen by the transaction, which must use a single snapshot. Row isolation stays
 * on: tenants are entered one after another.
 */
export async function* readData(tx: Kysely<Schema>): AsyncGenerator<DataPart> {
  await setPlainFormats(tx)
  const prefix = (await readPrefix(tx)) ?? DEFAULT_PREFIX
  const tables = await readTables(tx)
  const tenantIds = tables.some(({ name }) => name === 'tenants') ? await readTenantIds(tx, prefix) : []
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => name)
    yield { type: 'table', table: table.name, columns }
    const digest = new RowDigest()
    for (const tenantId of table.seenBy === 'tenant' ? tenantIds : [null]) {
      await become(tx, { prefix, seenBy: table.seenBy, tenantId })
      for await (const lines of readLines(tx, table)) {
        for (const line of lines) digest.add(line)
        yield { type: 'rows', lines }
      }
    }
    yield { type: 'sum', table: table.name, rows: digest.rows, digest: digest.hex }
  }
  await become(tx, { prefix, seenBy: 'owner', tenantId: null })
  for (const { name, value } of await readSequences(tx)) yield { type: 'sequence', sequence: name, value }
}

async function readTenantIds(tx: Kysely<Schema>, prefix: RolePrefix): Promise<string[]> {
  await become(tx, { prefix, seenBy: 'system', tenantId: null })
  const { rows } = await sql<{ id: string }>`SELECT tenant_id::text AS id FROM tenants ORDER BY 1`.execute(tx)
  return rows.map(({ id }) => id)
}

const roles = { tenant: 'app', system: 'system' } as const

type Who = {
  readonly prefix: RolePrefix
  readonly seenBy: TableShape['seenBy']
  readonly tenantId: string | null
}

const become = async (tx: Kysely<Schema>, { prefix, seenBy, tenantId }: Who) => {
  const role = seenBy === 'owner' ? 'none' : roleName(prefix, roles[seenBy])
  await sql`
    SELECT set_config('role', ${role}, true), set_config('app.tenant_id', ${tenantId ?? ''}, true),
      set_config('app.viewer', 'server', true)`.execute(tx)
}

/** Rows as lines, about a megabyte at a time, however large each is. */
async function* readLines(tx: Kysely<Schema>, { name, columns }: TableShape): AsyncGenerator<string[]> {
  const texts = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`))
  await sql`
    DECLARE parley_rows NO SCROLL CURSOR FOR
    SELECT to_json(ARRAY[${texts}])::text AS line FROM ${sql.table(name)}`.execute(tx)
  let wanted = FIRST_ROWS
  for (;;) {
    const { rows } = await sql<{ line: string }>`
      FETCH ${sql.raw(String(wanted))} FROM parley_rows`.execute(tx)
    if (rows.length > 0) yield rows.map(({ line }) => line)
    if (rows.length < wanted) break
    const characters = rows.reduce((sum, { line }) => sum + line.length, 0)
    const fitting = Math.floor((BATCH_CHARACTERS * rows.length) / characters)
    // Later rows may be larger than those before, so it grows by steps.
    wanted = Math.max(1, Math.min(fitting, wanted * 4, BATCH_ROWS_MAX))
  }
  await sql`CLOSE parley_rows`.execute(tx)
}
