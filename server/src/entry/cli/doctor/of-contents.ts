import { everyTenantId, isOwned } from '#features/access/index.ts'
import { readDefaultModel } from '#features/models/index.ts'
import { databaseErrorIn } from '#platform/database/faults.ts'
import type { Database } from '#platform/database/open.ts'
import { sealedUnder } from '#platform/database/sealed-under.ts'
import { countDead } from '#platform/queue/count-dead.ts'
import { sealedColumns } from '#server/app/features.ts'

/** Facts about the tenants' data that other checks depend on. */
export interface Contents {
  /** Null if the schema is too old to tell. */
  readonly hasOwner: boolean | null
  readonly dead: number
  /** The number of encrypted secrets, by the names of their keys. */
  readonly sealed: ReadonlyMap<string, number>
  /** How many tenants chose each default model; under null, the server's own. */
  readonly defaults: ReadonlyMap<string | null, number>
}

export async function readContents(database: Database): Promise<Contents> {
  return {
    hasOwner: await whereKnown(() => isOwned({ database }), null),
    dead: await whereKnown(() => countDead(database), 0),
    sealed: await whereKnown(
      () => sealedUnder(database, everyTenantId({ database }), sealedColumns),
      new Map(),
    ),
    defaults: await whereKnown(() => readDefaults(database), new Map()),
  }
}

async function readDefaults(database: Database): Promise<Contents['defaults']> {
  const found = new Map<string | null, number>()
  for await (const tenantId of everyTenantId({ database })) {
    const model = await database.read(tenantId, readDefaultModel)
    found.set(model, (found.get(model) ?? 0) + 1)
  }
  return found
}

/** An older schema may lack the table or the column. */
async function whereKnown<R>(read: () => Promise<R>, otherwise: R): Promise<R> {
  try {
    return await read()
  } catch (error) {
    if (/^42(P01|703|704)$/.test(databaseErrorIn(error)?.code ?? '')) return otherwise
    throw error
  }
}
