/** Something fetched from the server: where it is kept, and how it is fetched. */
export interface Resource<T> {
  readonly key: string
  /** `previous` is what was held before, so that a list can be fetched again as far as it was unrolled. */
  load(previous: T | undefined): Promise<T>
}

export interface Snapshot<T> {
  readonly value: T | undefined
  readonly error: unknown
  readonly isLoading: boolean
}

interface Entry {
  resource: Resource<unknown>
  snapshot: Snapshot<unknown>
  listeners: Set<() => void>
  /** Set while a load runs, to run once more afterwards. */
  isStale: boolean
}

const entries = new Map<string, Entry>()
const nothing: Snapshot<never> = { value: undefined, error: undefined, isLoading: true }

export const snapshotOf = <T>({ key }: Resource<T>): Snapshot<T> =>
  (entries.get(key)?.snapshot ?? nothing) as Snapshot<T>

/** Keeps a resource while somebody looks at it; the first who looks has it fetched. */
export function watch<T>(resource: Resource<T>, listener: () => void): () => void {
  const entry = entries.get(resource.key) ?? open(resource)
  entry.listeners.add(listener)
  return () => {
    entry.listeners.delete(listener)
  }
}

/** Changes what is held, at once; nothing is sent. */
export function change<T>(resource: Resource<T>, next: (value: T) => T) {
  const entry = entries.get(resource.key)
  if (entry?.snapshot.value === undefined) return
  show(entry, { ...entry.snapshot, value: next(entry.snapshot.value as T) })
}

/**
 * Fetches everything again whose key begins so. What nobody looks at is dropped instead and fetched when it is needed.
 */
export function refresh(keyStart: string) {
  for (const [key, entry] of entries) {
    if (!key.startsWith(keyStart)) continue
    if (entry.listeners.size === 0) entries.delete(key)
    else void fetchAgain(entry)
  }
}

/** Drops everything that nobody looks at: another person may sign in next. */
export function forgetAll() {
  for (const [key, { listeners }] of entries) if (listeners.size === 0) entries.delete(key)
}

const open = <T>(resource: Resource<T>): Entry => {
  const entry: Entry = {
    resource: resource as Resource<unknown>,
    snapshot: nothing,
    listeners: new Set(),
    isStale: false,
  }
  entries.set(resource.key, entry)
  void load(entry)
  return entry
}

const fetchAgain = async (entry: Entry) => {
  if (entry.snapshot.isLoading) {
    entry.isStale = true
    return
  }
  show(entry, { ...entry.snapshot, isLoading: true })
  await load(entry)
}

const load = async (entry: Entry): Promise<void> => {
  entry.isStale = false
  const loaded = await entry.resource.load(entry.snapshot.value).then(
    (value): Snapshot<unknown> => ({ value, error: undefined, isLoading: false }),
    (error: unknown): Snapshot<unknown> => ({ value: entry.snapshot.value, error, isLoading: false }),
  )
  if (!entry.isStale) return show(entry, loaded)
  show(entry, { ...loaded, isLoading: true })
  await load(entry)
}

const show = (entry: Entry, snapshot: Snapshot<unknown>) => {
  entry.snapshot = snapshot
  for (const listener of entry.listeners) listener()
}
