import { createStore } from '../../data/store.ts'

/** What lies over the console: the palette, or the overview of shortcuts. */
export const overlay = createStore<'palette' | 'shortcuts' | null>(null)
