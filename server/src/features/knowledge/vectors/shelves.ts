import { setTimeout as pause } from 'node:timers/promises'
import type { Scope } from '#kernel/scope.ts'
import { Shelf } from './shelf.ts'
import { vectorOf } from './vector-bytes.ts'
import { vectorsAfter } from './vector-store.ts'

const ROWS_AT_ONCE = 2_000
// An answer waits for it. What takes longer goes on without it, and a later one finds it done.
const FILLING_LIMIT_MS = 3_000
// What is too large is looked at again after this long: some of it may be gone.
const TOO_LARGE_FOR_MS = 600_000

/** A source's vectors on their way into memory. */
interface Place {
  readonly shelf: Shelf
  filling: Promise<void>
  tooLargeUntil: number
}

// In the order of use: the one used longest ago first.
const placesOf = new WeakMap<object, Map<string, Place>>()

/**
 * The vectors that a model made of a source, as they stand in the database now. Null when they cannot be read, or not
 * in time, or take more memory than all vectors may.
 */
export async function shelfOf(
  scope: Scope,
  sourceId: string,
  model: string,
  dimension: number,
): Promise<Shelf | null> {
  const places = placesOf.get(scope.app.database) ?? new Map<string, Place>()
  placesOf.set(scope.app.database, places)
  const key = keyOf(scope, sourceId, model, dimension)
  const kept = places.get(key)
  if (kept && performance.now() < kept.tooLargeUntil) return null
  const place =
    kept && kept.tooLargeUntil === 0
      ? kept
      : { shelf: new Shelf(dimension), filling: Promise.resolve(), tooLargeUntil: 0 }
  places.delete(key)
  places.set(key, place)
  // One fills it at a time; whoever comes meanwhile looks for what came later still.
  place.filling = place.filling.catch(() => {}).then(() => fill(scope, place.shelf, sourceId, model))
  const isFilled = await inTime(scope, place.filling)
  if (place.shelf.bytes > scope.app.settings.vectorBytesMax) {
    // Only that it is too large is kept of it.
    const tooLargeUntil = performance.now() + TOO_LARGE_FOR_MS
    places.set(key, { shelf: new Shelf(dimension), filling: Promise.resolve(), tooLargeUntil })
    return null
  }
  dropOldest(places, scope.app.settings.vectorBytesMax)
  return isFilled ? place.shelf : null
}

/** Lets go of a shelf, of which too much is gone; the next one is filled from the start. */
export const forgetShelf = (scope: Scope, sourceId: string, model: string, dimension: number): void =>
  void placesOf.get(scope.app.database)?.delete(keyOf(scope, sourceId, model, dimension))

const keyOf = (scope: Scope, sourceId: string, model: string, dimension: number): string =>
  [scope.tenantId, sourceId, model, dimension].join(' ')

/** Whether it was done in time. A failure is only logged: words find without vectors too. */
const inTime = (scope: Scope, filling: Promise<void>): Promise<boolean> =>
  Promise.race([
    filling.then(
      () => true,
      (error: unknown) => {
        scope.app.log.warn({ err: error }, 'Vectors could not be read.')
        return false
      },
    ),
    pause(FILLING_LIMIT_MS, false, { ref: false }),
  ])

async function fill(scope: Scope, shelf: Shelf, sourceId: string, model: string): Promise<void> {
  while (shelf.bytes <= scope.app.settings.vectorBytesMax) {
    const wanted = { sourceId, model, position: shelf.position, limit: ROWS_AT_ONCE }
    const rows = await scope.app.database.read(scope.tenantId, (tx) => vectorsAfter(tx, scope, wanted))
    for (const row of rows) {
      shelf.put(row.passage_id, vectorOf(row.vector))
      shelf.position = Number(row.position)
    }
    if (rows.length < ROWS_AT_ONCE) return
  }
}

function dropOldest(places: Map<string, Place>, bytesMax: number): void {
  let bytes = [...places.values()].reduce((sum, { shelf }) => sum + shelf.bytes, 0)
  for (const [key, { shelf }] of places) {
    if (bytes <= bytesMax) return
    bytes -= shelf.bytes
    places.delete(key)
  }
}
