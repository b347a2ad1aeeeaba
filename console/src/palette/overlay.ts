import { openCell } from '../data/cell.ts'

/** What lies over the console: the palette, or the overview of shortcuts. */
export const overlay = openCell<'palette' | 'shortcuts' | null>(null)
