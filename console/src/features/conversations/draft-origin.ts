import { type Store, createStore } from '../../data/store.ts'

const keyOf = (place: string) => `parley.quoted.${place}`
const held = new Map<string, Store<string | null>>()

/** Whose words stand in what is being written at a place, where some were taken from elsewhere. Kept like the draft. */
export function draftOriginOf(place: string): Store<string | null> {
  const known = held.get(place)
  if (known) return known
  const cell = createStore(kept(place))
  cell.subscribe(() => keep(place, cell.get()))
  held.set(place, cell)
  return cell
}

function kept(place: string): string | null {
  try {
    return localStorage.getItem(keyOf(place))
  } catch {
    return null
  }
}

function keep(place: string, origin: string | null) {
  try {
    if (origin === null) localStorage.removeItem(keyOf(place))
    else localStorage.setItem(keyOf(place), origin)
  } catch {
    // A full or closed storage: it is known as long as the page is open.
  }
}
