import { openCell } from '../data/cell.ts'
import type { Choice } from './choices.tsx'

/** What the open room lets the palette do besides, while it is open. */
export const roomChoices = openCell<{ label: string; choices: Choice[] } | null>(null)
