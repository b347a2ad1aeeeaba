import type { Scope } from '#kernel/scope.ts'
import { Shelf } from './shelf.ts'
import { vectorOf } from './vector-bytes.ts'
import { vectorsAfter } from './vector-store.ts'

/** What the vectors of all tenants may take of memory; a source that alone is larger is kept while it is the only one. */
const BYTES_MAX = 512 * 1_048_576
const ROWS_AT_ONCE = 2_000

// In the order of use: the one used longest ago first.
const shelvesOf = new WeakMap<object, Map<string, { shelf: Shelf; filling: Promise<void> }>>()

/** The vectors that a model made of a source, as they stand in the database now. */
export async function shelfOf(
  scope: Scope,
  sourceId: string,
  model: string,
  dimension: number,
): Promise<Shelf> {
  const shelves = shelvesOf.get(scope.app.database) ?? new Map()
  shelvesOf.set(scope.app.database, shelves)
  const key = keyOf(scope, sourceId, model, dimension)
  const kept = shelves.get(key) ?? { shelf: new Shelf(dimension), filling: Promise.resolve() }
  shelves.delete(key)
  shelves.set(key, kept)
  // One fills it at a time; whoever comes meanwhile looks for what came later still.
  kept.filling = kept.filling.catch(() => {}).then(() => fill(scope, kept.shelf, sourceId, model))
  await kept.filling
  dropOldest(shelves)
  return kept.shelf
}

/** Lets go of a shelf, of which too much is gone; the next one is filled from the start. */
export const forgetShelf = (scope: Scope, sourceId: string, model: string, dimension: number): void =>
  void shelvesOf.get(scope.app.database)?.delete(keyOf(scope, sourceId, model, dimension))

const keyOf = (scope: Scope, sourceId: string, model: string, dimension: number): string =>
  [scope.tenantId, sourceId, model, dimension].join(' ')

async function fill(scope: Scope, shelf: Shelf, sourceId: string, model: string): Promise<void> {
  for (;;) {
    const wanted = { sourceId, model, position: shelf.position, limit: ROWS_AT_ONCE }
    const rows = await scope.app.database.read(scope.tenantId, (tx) => vectorsAfter(tx, scope, wanted))
    for (const row of rows) {
      shelf.put(row.passage_id, vectorOf(row.vector))
      shelf.position = Number(row.position)
    }
    if (rows.length < ROWS_AT_ONCE) return
  }
}

function dropOldest(shelves: Map<string, { shelf: Shelf }>): void {
  let bytes = [...shelves.values()].reduce((sum, { shelf }) => sum + shelf.bytes, 0)
  for (const [key, { shelf }] of shelves) {
    if (bytes <= BYTES_MAX || shelves.size === 1) return
    bytes -= shelf.bytes
    shelves.delete(key)
  }
}
