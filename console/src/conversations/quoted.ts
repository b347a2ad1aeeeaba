import { type Cell, openCell } from '../data/cell.ts'

const keyOf = (place: string) => `parley.quoted.${place}`
const held = new Map<string, Cell<string | null>>()

/** Whose words stand in what is being written at a place, where some were taken from elsewhere. Kept like the draft. */
export function quotedAt(place: string): Cell<string | null> {
  const known = held.get(place)
  if (known) return known
  const cell = openCell(kept(place))
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
