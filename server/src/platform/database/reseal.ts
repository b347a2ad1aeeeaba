import { sql } from 'kysely'
import { SealBroken, type Vault } from '../crypto/vault.ts'
import type { Database, Transaction } from './open.ts'

/** A column with encrypted secrets. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** The place that the secret of a row is bound to. */
  placeOf(row: Record<string, string>): string
}

export interface Resealed extends Pick<SealedColumn, 'table' | 'column'> {
  /** The number of secrets that are now encrypted with the newest key and were not before. */
  readonly changed: number
  /** How many no key opens; they are left as they are. */
  readonly broken: number
}

/** Seals a tenant's secrets under the vault's newest key, in one transaction. */
export const reseal = (
  database: Database,
  vault: Vault,
  tenantId: string,
  columns: readonly SealedColumn[],
): Promise<Resealed[]> =>
  database.write(tenantId, async (tx) => {
    const done: Resealed[] = []
    for (const column of columns) done.push(await resealColumn(tx, vault, column))
    return done
  })

async function resealColumn(tx: Transaction, vault: Vault, sealed: SealedColumn): Promise<Resealed> {
  const { table, column, placeOf } = sealed
  let [changed, broken] = [0, 0]
  const secret = sql.ref(column)
  const { rows } = await sql<{ row: Record<string, string>; at: string; secret: string }>`
    SELECT to_jsonb(kept) AS "row", ctid::text AS at, ${secret} AS secret
    FROM ${sql.table(table)} kept WHERE ${secret} IS NOT NULL FOR UPDATE`.execute(tx)
  for (const { row, at, secret: before } of rows.filter(({ secret: one }) => !vault.isNewest(one))) {
    const anew = sealAnew(vault, before, placeOf(row))
    if (anew === null) broken += 1
    else {
      // Locked, so it is still where it was found; if two columns are encrypted, the later one reads it again.
      await sql`UPDATE ${sql.table(table)} SET ${secret} = ${anew} WHERE ctid = ${at}::tid`.execute(tx)
      changed += 1
    }
  }
  return { table, column, changed, broken }
}

function sealAnew(vault: Vault, sealed: string, place: string): string | null {
  try {
    return vault.seal(vault.open(sealed, place), place)
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}
