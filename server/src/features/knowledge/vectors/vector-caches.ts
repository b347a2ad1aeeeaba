import { setTimeout as pause } from 'node:timers/promises'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { VectorCache } from './vector-cache.ts'
import { vectorOf } from './vector-bytes.ts'
import { vectorsAfter } from './vector-store.ts'

const ROWS_AT_ONCE = 2_000
// Answers wait for it. A slower fill continues without them; they search by words alone until it is done.
const FILLING_LIMIT_MS = 3_000
// A knowledge base that is too large is checked again after this long: some of it may be gone.
const TOO_LARGE_FOR_MS = 600_000

/** A knowledge base's vectors on their way into memory. */
interface Entry {
  readonly cache: VectorCache
  filling: Promise<Filling>
  /** How many fill it, or wait to. */
  fillers: number
  /** Since when the one that fills it does. */
  fillingSince: number
  tooLargeUntil: number
}

/** Whether all vectors are cached; if not, whether they can never fit, or only not now beside others. */
type Filling = 'whole' | 'too-large' | 'no-memory'

const newEntry = (dimension: number, tooLargeUntil = 0): Entry => ({
  cache: new VectorCache(dimension),
  filling: Promise.resolve('whole'),
  fillers: 0,
  fillingSince: 0,
  tooLargeUntil,
})

// In the order of use: the one used longest ago first.
const entriesOf = new WeakMap<object, Map<string, Entry>>()

/**
 * The current vectors of a knowledge base by a model. Null if they cannot be read, are not ready in time, or do not
 * fit: all caches together never exceed the memory limit.
 */
export async function vectorCacheOf(
  scope: Scope,
  knowledgeBaseId: string,
  model: string,
  dimension: number,
): Promise<VectorCache | null> {
  const entries = entriesOf.get(scope.app.database) ?? new Map<string, Entry>()
  entriesOf.set(scope.app.database, entries)
  const key = keyOf(scope, knowledgeBaseId, model, dimension)
  const kept = entries.get(key)
  if (kept && performance.now() < kept.tooLargeUntil) return null
  const entry = kept && kept.tooLargeUntil === 0 ? kept : newEntry(dimension)
  entries.delete(key)
  entries.set(key, entry)
  if (entry.fillers === 0) entry.fillingSince = performance.now()
  const leftMs = entry.fillingSince + FILLING_LIMIT_MS - performance.now()
  // It is known to be late, so nobody waits for it.
  if (leftMs <= 0) return null
  // One caller fills it at a time; those that arrive meanwhile read what was added since.
  const fillNow = () => fill(scope, entries, entry, { knowledgeBaseId, model })
  entry.filling = entry.filling.then(fillNow, fillNow)
  entry.fillers += 1
  const leave = () => {
    entry.fillers -= 1
    entry.fillingSince = performance.now()
  }
  entry.filling.then(leave, leave)
  const filled = await inTime(scope, entry.filling, leftMs)
  if (filled === 'late') entry.fillingSince = Number.NEGATIVE_INFINITY
  // Only the fact that it is too large is remembered.
  if (filled === 'too-large') entries.set(key, newEntry(dimension, performance.now() + TOO_LARGE_FOR_MS))
  return filled === 'whole' ? entry.cache : null
}

/** Drops a cache that has too many gaps; the next one is filled from the start. */
export const dropVectorCache = (
  scope: Scope,
  knowledgeBaseId: string,
  model: string,
  dimension: number,
): void => void entriesOf.get(scope.app.database)?.delete(keyOf(scope, knowledgeBaseId, model, dimension))

const keyOf = (scope: Scope, knowledgeBaseId: string, model: string, dimension: number): string =>
  [scope.tenantId, knowledgeBaseId, model, dimension].join(' ')

/** The result, or null after a failure, which is only logged: words find without vectors too. */
const inTime = (scope: Scope, filling: Promise<Filling>, limitMs: number): Promise<Filling | 'late' | null> =>
  Promise.race([
    filling.catch((error: unknown) => {
      logOf(scope).warn({ err: error }, 'Vectors could not be read.')
      return null
    }),
    pause(limitMs, 'late' as const, { ref: false }),
  ])

async function fill(
  scope: Scope,
  entries: Map<string, Entry>,
  entry: Entry,
  { knowledgeBaseId, model }: { knowledgeBaseId: string; model: string },
): Promise<Filling> {
  const { cache } = entry
  for (;;) {
    const wanted = { knowledgeBaseId, model, position: cache.position, limit: ROWS_AT_ONCE }
    const rows = await scope.app.database.read(scope.tenantId, (tx) => vectorsAfter(tx, scope, wanted))
    const filled = evict(entries, entry, rows.length, scope.app.settings.vectorBytesMax)
    if (filled !== 'whole') return filled
    for (const row of rows) {
      cache.put(row.passage_id, vectorOf(row.vector))
      cache.position = Number(row.position)
    }
    if (rows.length < ROWS_AT_ONCE) return 'whole'
  }
}

/** Evicts the least recently used caches until the vectors fit; never one that is being filled. */
function evict(entries: Map<string, Entry>, { cache }: Entry, rows: number, bytesMax: number): Filling {
  if (cache.bytesWith(rows) > bytesMax) return 'too-large'
  while (!cache.reserve(rows, bytesMax - bytesOf(entries, cache))) {
    const idle = [...entries].find(([, other]) => other.cache !== cache && other.fillers === 0)
    if (!idle) return 'no-memory'
    entries.delete(idle[0])
  }
  return 'whole'
}

/** The total size, including a cache that is dropped while it is being read. */
const bytesOf = (entries: Map<string, Entry>, read: VectorCache): number =>
  [...new Set([...Array.from(entries.values(), ({ cache }) => cache), read])].reduce(
    (sum, { bytes }) => sum + bytes,
    0,
  )

/** The memory used by vectors. */
export const vectorCacheBytes = (scope: Scope): number =>
  Array.from(entriesOf.get(scope.app.database)?.values() ?? [], ({ cache }) => cache.bytes).reduce(
    (sum, bytes) => sum + bytes,
    0,
  )
