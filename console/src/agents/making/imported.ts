import type { ImportedAgent } from '#contract/shapes/agent-file.ts'
import { openCell } from '../../data/cell.ts'

/** What the file of the agent that was imported last named and is not here; null when nothing, or when it was read. */
export const imported = openCell<{ agentId: string; missing: ImportedAgent['missing'] } | null>(null)
