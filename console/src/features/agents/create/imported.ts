import type { ImportedAgent } from '#contract/shapes/agent-file.ts'
import { createStore } from '../../../data/store.ts'

/** What the file of the agent that was imported last named and is not here; null when nothing, or when it was read. */
export const imported = createStore<{ agentId: string; missing: ImportedAgent['missing'] } | null>(null)
