import type { Scope } from '#kernel/scope.ts'
import type { JobInput } from '#kernel/jobs.ts'
import {
  memoryExtraction,
  keepExtracted,
  extractionInstructions,
  extractionMaterial,
  prepareExtraction,
  memoryChangesIn,
} from '#features/memory/index.ts'
import { runBackgroundCompletion } from '#features/completions/index.ts'

const OUTPUT_TOKENS_MAX = 1_500

/** Extracts memories from what a person said recently. */
export async function extractMemories(scope: Scope, place: JobInput<typeof memoryExtraction>): Promise<void> {
  const extraction = await prepareExtraction(scope, place)
  if (!extraction) return
  const answer = await runBackgroundCompletion(scope, {
    purpose: 'memory',
    agent: extraction.agent,
    instructions: extractionInstructions,
    material: extractionMaterial(extraction),
    outputTokensMax: OUTPUT_TOKENS_MAX,
  })
  if (answer) await keepExtracted(scope, { ...place, extraction, changes: memoryChangesIn(answer.text) })
}
