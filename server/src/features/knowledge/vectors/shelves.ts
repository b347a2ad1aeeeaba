import { setTimeout as pause } from 'node:timers/promises'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { Shelf } from './shelf.ts'
import { vectorOf } from './vector-bytes.ts'
import { vectorsAfter } from './vector-store.ts'

const ROWS_AT_ONCE = 2_000
// Answers wait for it. What takes longer goes on without them: they find words alone until it is done.
const FILLING_LIMIT_MS = 3_000
// What is too large is looked at again after this long: some of it may be gone.
const TOO_LARGE_FOR_MS = 600_000

/** A source's vectors on their way into memory. */
interface Place {
  readonly shelf: Shelf
  filling: Promise<Filled>
  /** How many fill it, or wait to. */
  fillers: number
  /** Since when the one that fills it does. */
  fillingSince: number
  tooLargeUntil: number
}

/** Whether all of them are there; if not, whether there never is room for them or only not now, beside what others read. */
type Filled = 'whole' | 'too-large' | 'no-room'

const newPlace = (dimension: number, tooLargeUntil = 0): Place => ({
  shelf: new Shelf(dimension),
  filling: Promise.resolve('whole'),
  fillers: 0,
  fillingSince: 0,
  tooLargeUntil,
})

// In the order of use: the one used longest ago first.
const placesOf = new WeakMap<object, Map<string, Place>>()

/**
 * The vectors that a model made of a source, as they stand in the database now. Null when they cannot be read, or not
 * in time, or find no room: all of them together never take more memory than they may.
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
  const place = kept && kept.tooLargeUntil === 0 ? kept : newPlace(dimension)
  places.delete(key)
  places.set(key, place)
  if (place.fillers === 0) place.fillingSince = performance.now()
  const leftMs = place.fillingSince + FILLING_LIMIT_MS - performance.now()
  // It is known to be late, so nobody waits for it any more.
  if (leftMs <= 0) return null
  // One fills it at a time; whoever comes meanwhile looks for what came later still.
  const fillNow = () => fill(scope, places, place, { sourceId, model })
  place.filling = place.filling.then(fillNow, fillNow)
  place.fillers += 1
  const leave = () => {
    place.fillers -= 1
    place.fillingSince = performance.now()
  }
  place.filling.then(leave, leave)
  const filled = await inTime(scope, place.filling, leftMs)
  if (filled === 'late') place.fillingSince = Number.NEGATIVE_INFINITY
  // Only that it is too large is kept of it.
  if (filled === 'too-large') places.set(key, newPlace(dimension, performance.now() + TOO_LARGE_FOR_MS))
  return filled === 'whole' ? place.shelf : null
}

/** Lets go of a shelf, of which too much is gone; the next one is filled from the start. */
export const forgetShelf = (scope: Scope, sourceId: string, model: string, dimension: number): void =>
  void placesOf.get(scope.app.database)?.delete(keyOf(scope, sourceId, model, dimension))

const keyOf = (scope: Scope, sourceId: string, model: string, dimension: number): string =>
  [scope.tenantId, sourceId, model, dimension].join(' ')

/** What came of it, or null when it failed. A failure is only logged: words find without vectors too. */
const inTime = (scope: Scope, filling: Promise<Filled>, limitMs: number): Promise<Filled | 'late' | null> =>
  Promise.race([
    filling.catch((error: unknown) => {
      logOf(scope).warn({ err: error }, 'Vectors could not be read.')
      return null
    }),
    pause(limitMs, 'late' as const, { ref: false }),
  ])

async function fill(
  scope: Scope,
  places: Map<string, Place>,
  place: Place,
  { sourceId, model }: { sourceId: string; model: string },
): Promise<Filled> {
  const { shelf } = place
  for (;;) {
    const wanted = { sourceId, model, position: shelf.position, limit: ROWS_AT_ONCE }
    const rows = await scope.app.database.read(scope.tenantId, (tx) => vectorsAfter(tx, scope, wanted))
    const room = makeRoom(places, place, rows.length, scope.app.settings.vectorBytesMax)
    if (room !== 'whole') return room
    for (const row of rows) {
      shelf.put(row.passage_id, vectorOf(row.vector))
      shelf.position = Number(row.position)
    }
    if (rows.length < ROWS_AT_ONCE) return 'whole'
  }
}

/** Makes room for so many more vectors. Those used longest ago make way, but not what is being read itself. */
function makeRoom(places: Map<string, Place>, { shelf }: Place, rows: number, bytesMax: number): Filled {
  if (shelf.bytesWith(rows) > bytesMax) return 'too-large'
  while (!shelf.reserve(rows, bytesMax - bytesOf(places, shelf))) {
    const idle = [...places].find(([, other]) => other.shelf !== shelf && other.fillers === 0)
    if (!idle) return 'no-room'
    places.delete(idle[0])
  }
  return 'whole'
}

/** What all take together; one that was let go of while it is read still counts. */
const bytesOf = (places: Map<string, Place>, read: Shelf): number =>
  [...new Set([...Array.from(places.values(), ({ shelf }) => shelf), read])].reduce(
    (sum, { bytes }) => sum + bytes,
    0,
  )

/** What the vectors in memory take. */
export const bytesOnShelves = (scope: Scope): number =>
  Array.from(placesOf.get(scope.app.database)?.values() ?? [], ({ shelf }) => shelf.bytes).reduce(
    (sum, bytes) => sum + bytes,
    0,
  )
