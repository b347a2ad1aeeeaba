/** A map that drops its least recently used entry when full, so that no stream of strangers can fill the memory. */
export interface BoundedMap<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  /** Drops every entry that `matches`. */
  dropWhere(matches: (value: V, key: string) => boolean): void
  readonly size: number
}

/** `limit`: the maximum number of entries. */
export function boundedMap<V>(limit: number): BoundedMap<V> {
  // A Map keeps insertion order, so an entry that is used moves to the end.
  const entries = new Map<string, V>()
  return {
    get(key) {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      const [oldest] = entries.keys()
      if (entries.size > limit && oldest !== undefined) entries.delete(oldest)
    },
    dropWhere(matches) {
      for (const [key, value] of entries) if (matches(value, key)) entries.delete(key)
    },
    get size() {
      return entries.size
    },
  }
}
