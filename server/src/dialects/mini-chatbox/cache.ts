import type { Application } from '#kernel/application.ts'
import { type BoundedMap, boundedMap } from '#kernel/bounded-map.ts'
import { actorId } from '#kernel/scope.ts'
import type { Caller } from './caller.ts'

const ENTRIES_MAX = 1_000

interface Entry {
  readonly data: unknown
  readonly until: number
}

const caches = new WeakMap<Application['live'], BoundedMap<Entry>>()

/** A cache for clients: in the memory of this process, separate for each caller. */
export function cacheOf({ scope }: Caller) {
  const { live, now } = scope.app
  const all = caches.get(live) ?? boundedMap<Entry>(ENTRIES_MAX)
  caches.set(live, all)
  const own = `${scope.tenantId}/${actorId(scope)}/`
  const isFresh = (entry: Entry | undefined): entry is Entry =>
    entry !== undefined && entry.until > now().getTime()
  return {
    get(key: string): Entry | null {
      const entry = all.get(own + key)
      return isFresh(entry) ? entry : null
    },
    put: (key: string, data: unknown, seconds: number) =>
      all.set(own + key, { data, until: now().getTime() + seconds * 1_000 }),
    count(): number {
      let entries = 0
      all.dropWhere((entry, key) => {
        if (isFresh(entry) && key.startsWith(own)) entries += 1
        return !isFresh(entry)
      })
      return entries
    },
  }
}
