import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { ExternalKind, ExternalName, Facts } from './external-id.ts'

/**
 * Locks a name until the transaction ends, so that one of several concurrent transactions decides what it means.
 * Returns the ID it stands for, or null if it is new: then `pointName` must follow in the same transaction.
 */
export async function holdName(
  tx: Transaction,
  tenantId: string,
  name: ExternalName,
): Promise<string | null> {
  const key = { dialect: name.dialect, kind: name.kind, external_id: name.externalId }
  const taken = await tx
    .insertInto('external_ids')
    .values({ tenant_id: tenantId, ...key, id: uuidv7() })
    .onConflict((on) => on.columns(['tenant_id', 'dialect', 'kind', 'external_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (taken) return null
  const { id } = await tx
    .selectFrom('external_ids')
    .select('id')
    .where((eb) => eb.and(key))
    .forUpdate()
    .executeTakeFirstOrThrow()
  return id
}

/** Lets a name that this transaction has locked stand for `id`. */
export const pointName = async (tx: Transaction, { dialect, kind, externalId }: ExternalName, id: string) =>
  void (await tx
    .updateTable('external_ids')
    .set({ id })
    .where((eb) => eb.and({ dialect, kind, external_id: externalId }))
    .execute())

/** Keeps facts of a thing that goes by its own id; earlier ones are replaced. */
export const putFacts = async (
  tx: Transaction,
  tenantId: string,
  { dialect, kind }: ExternalKind,
  id: string,
  facts: Facts,
) =>
  void (await tx
    .insertInto('external_ids')
    .values({ tenant_id: tenantId, dialect, kind, external_id: id, id, facts: JSON.stringify(facts) })
    .onConflict((on) =>
      on
        .columns(['tenant_id', 'dialect', 'kind', 'external_id'])
        .doUpdateSet({ facts: JSON.stringify(facts) }),
    )
    .execute())

export const findFacts = (tx: Reader, { dialect, kind }: ExternalKind, ids: readonly string[]) =>
  tx
    .selectFrom('external_ids')
    .select(['id', 'facts'])
    .where((eb) => eb.and({ dialect, kind }))
    .where('id', 'in', ids)
    .execute()

/** The names of objects, by their own IDs; those without one are left out. */
export async function findNames(
  tx: Reader,
  { dialect, kind }: ExternalKind,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('external_ids')
    .select(['id', 'external_id'])
    .where((eb) => eb.and({ dialect, kind }))
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, external_id }) => [id, external_id]))
}

/** Reserves a range of unused numbers of this kind and returns the first. Others wait until this transaction ends. */
export async function takeNumbers(
  tx: Transaction,
  tenantId: string,
  { dialect, kind }: ExternalKind,
  count: number,
): Promise<number> {
  const counter = { tenant_id: tenantId, dialect, kind: `${kind}-count`, external_id: 'last' }
  const { last } = await tx
    .insertInto('external_ids')
    .values({ ...counter, id: uuidv7(), facts: JSON.stringify({ last: count }) })
    .onConflict((on) =>
      on.columns(['tenant_id', 'dialect', 'kind', 'external_id']).doUpdateSet({
        facts: sql`jsonb_build_object('last', (external_ids.facts->>'last')::bigint + ${count}::bigint)`,
      }),
    )
    .returning(sql<string>`facts->>'last'`.as('last'))
    .executeTakeFirstOrThrow()
  return Number(last) - count + 1
}

/** Lets the next numbers that are taken of this kind be greater than these. */
export const passNumbers = async (
  tx: Transaction,
  tenantId: string,
  { dialect, kind }: ExternalKind,
  upTo: number,
) =>
  void (await tx
    .insertInto('external_ids')
    .values({
      tenant_id: tenantId,
      dialect,
      kind: `${kind}-count`,
      external_id: 'last',
      id: uuidv7(),
      facts: JSON.stringify({ last: upTo }),
    })
    .onConflict((on) =>
      on.columns(['tenant_id', 'dialect', 'kind', 'external_id']).doUpdateSet({
        facts: sql`jsonb_build_object('last', greatest((external_ids.facts->>'last')::bigint, ${upTo}::bigint))`,
      }),
    )
    .execute())

export const deleteRows = async (tx: Transaction, { dialect, kind }: ExternalKind, ids: readonly string[]) =>
  void (await tx
    .deleteFrom('external_ids')
    .where((eb) => eb.and({ dialect, kind }))
    .where('id', 'in', ids)
    .execute())

/** Stores names for objects that have none yet. */
export async function insertNames(
  tx: Transaction,
  tenantId: string,
  { dialect, kind }: ExternalKind,
  names: readonly { externalId: string; id: string }[],
) {
  const ids = names.map(({ id }) => id)
  const known = new Set((await findFacts(tx, { dialect, kind }, ids)).map(({ id }) => id))
  const missing = names.filter(({ id }) => !known.has(id))
  if (missing.length === 0) return
  await tx
    .insertInto('external_ids')
    .values(
      missing.map(({ externalId, id }) => ({
        tenant_id: tenantId,
        dialect,
        kind,
        external_id: externalId,
        id,
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute()
}

export const findByName = async (
  tx: Reader,
  { dialect, kind, externalId }: ExternalName,
): Promise<string | null> =>
  (
    await tx
      .selectFrom('external_ids')
      .select('id')
      .where((eb) => eb.and({ dialect, kind, external_id: externalId }))
      .executeTakeFirst()
  )?.id ?? null
