import { createStore } from '../../../data/store.ts'
import { listedIds } from '../listed-conversations.ts'

/** The conversations that were chosen to do something with at once; null while none are being chosen. */
export const selection = createStore<ReadonlySet<string> | null>(null)

let lastId: string | null = null

export function beginSelecting() {
  lastId = null
  selection.set(new Set())
}

export const endSelecting = () => selection.set(null)

export const selectAll = () => selection.set(new Set(listedIds.get()))

/** Chooses a conversation or lets it go; with `asFar`, all from the last one to it. */
export function toggle(id: string, asFar: boolean) {
  const before = selection.get() ?? new Set<string>()
  const isChosen = !before.has(id)
  const reach = asFar && lastId !== null ? between(lastId, id) : [id]
  lastId = id
  const rest = [...before].filter((other) => !reach.includes(other))
  selection.set(new Set(isChosen ? [...rest, ...reach] : rest))
}

function between(from: string, to: string): readonly string[] {
  const ids = listedIds.get()
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)].toSorted((one, other) => one - other)
  return a === undefined || b === undefined || a < 0 ? [to] : ids.slice(a, b + 1)
}
