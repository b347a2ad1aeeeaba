import type { RouteSubject } from '#contract/routes.ts'

/** Something fetched from the server: where it is kept, how it is fetched, and what makes it stale. */
export interface Resource<T> {
  readonly key: string
  /** Subjects, or single events, that make it stale. */
  readonly staleBy?: readonly string[]
  /** Of what it is alone, by the names of ids in events: `{ teamId }`. */
  readonly ids?: Readonly<Record<string, string>>
  /** `previous` is what was held before, so that a list can be fetched again as far as it was unrolled. */
  load(previous: T | undefined): Promise<T>
}

export interface Snapshot<T> {
  readonly value: T | undefined
  readonly error: unknown
  readonly isLoading: boolean
}

/** Something that happened: of which names it goes by, and to which things. */
export interface Happening {
  readonly names: readonly string[]
  readonly ids: Readonly<Record<string, string>>
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

/** Fetches again what is about a subject; with ids, all of it that is not about another. */
export const invalidate = (subject: RouteSubject, ids: Happening['ids'] = {}) =>
  applyHappenings([{ names: [subject], ids }])

/** Fetches again what any of these made stale, each thing once. */
export const applyHappenings = (happenings: readonly Happening[]) =>
  fetchAgainWhere(({ staleBy = [], ids = {} }) =>
    happenings.some(
      (one) =>
        one.names.some((name) => staleBy.includes(name)) &&
        Object.entries(ids).every(([name, id]) => (one.ids[name] ?? id) === id),
    ),
  )

export const refresh = <T>({ key }: Resource<T>) => fetchAgainWhere((resource) => resource.key === key)

export const refreshAll = () => fetchAgainWhere(() => true)

/** What nobody looks at is dropped instead and fetched when it is needed. */
function fetchAgainWhere(isMeant: (resource: Resource<unknown>) => boolean) {
  for (const [key, entry] of entries) {
    if (!isMeant(entry.resource)) continue
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
