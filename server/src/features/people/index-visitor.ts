import type { Reader, Transaction } from '#platform/database/open.ts'
import type { VisitorRow } from './visitor-store.ts'
import { visitorTerms } from './visitor-terms.ts'

/** The external IDs of contacts: their own and those of all who were merged into them. */
export async function externalIdsOf(tx: Reader, rows: readonly VisitorRow[]): Promise<Map<string, string[]>> {
  if (rows.length === 0) return new Map()
  const merged = await tx
    .selectFrom('visitors')
    .select(['merged_into', 'external_id'])
    .where(
      'merged_into',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  const idsOf = ({ id, external_id }: VisitorRow) => [
    external_id,
    ...merged.filter(({ merged_into }) => merged_into === id).map((other) => other.external_id),
  ]
  return new Map(rows.map((row) => [row.id, idsOf(row).filter((externalId) => externalId !== null)]))
}

/** Updates the search entry of a visitor. */
export async function indexVisitor(tx: Transaction, row: VisitorRow): Promise<VisitorRow> {
  const externalIds = (await externalIdsOf(tx, [row])).get(row.id) ?? []
  const attributes = row.attributes as Record<string, unknown>
  const terms = visitorTerms(row.tenant_id, { ...row, attributes, externalIds })
  await tx.updateTable('visitors').set({ terms }).where('id', '=', row.id).execute()
  return row
}
