import { createStore } from '../data/store.ts'
import type { PaletteItem } from './palette-items.tsx'

/** More items for the palette from the open page. */
export const pageItems = createStore<{ label: string; choices: PaletteItem[] } | null>(null)
