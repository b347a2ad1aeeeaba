import type { z } from 'zod'
import { ChangeSource, Source } from '#contract/shapes/knowledge.ts'
import { invalidInput } from '#kernel/fault.ts'
import { refuseUnknownEmbedding } from '#features/models/index.ts'
import { command } from '#kernel/use-case.ts'
import { sourceEmbed } from '../embedding/embed-job.ts'
import { noteChange } from './note-change.ts'
import { readSource } from './read-source.ts'
import { reindexSource } from '../indexing/reindex-source.ts'
import type { SourceRow } from './source.ts'
import { updateSource } from './source-store.ts'
import { lockSource } from '../visible.ts'

/** Changes a source: its name, its description, how large its passages are and what finds them by meaning. */
export const changeSource = command({
  name: 'source.change',
  permission: 'knowledge:write',
  input: ChangeSource,
  output: Source,
  async run(context, { sourceId, ...change }) {
    const { tx, scope, emit, enqueue } = context
    const before = await lockSource(tx, scope, sourceId)
    const size = sizesAfter(before, change)
    const isOtherModel =
      change.embeddingModel !== undefined && change.embeddingModel !== before.embedding_model
    if (isOtherModel) await refuseUnknownEmbedding(tx, scope, change.embeddingModel)
    await updateSource(tx, sourceId, {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.description !== undefined && { description: change.description }),
      ...(isOtherModel && {
        embedding_model: change.embeddingModel,
        embedding_trouble: null,
        embedding_due_at: null,
      }),
      ...(change.gate !== undefined && { gate: change.gate }),
      ...(change.trustsLinks !== undefined && { trusts_links: change.trustsLinks }),
      ...size,
    })
    // What was held back may pass by now, and without a gate nothing is.
    if (change.gate !== undefined && change.gate !== before.gate) await noteChange(context, sourceId)
    if (isOtherModel && change.embeddingModel) enqueue(sourceEmbed, { sourceId })
    // Tells of the change by itself.
    if (size) return reindexSource.within(context, { sourceId })
    const changed = await readSource.within(context, { sourceId })
    emit({ type: 'source.changed', payload: { sourceId, name: changed.name } })
    return changed
  },
})

/** The sizes when they change; null when they stay. */
function sizesAfter(row: SourceRow, change: Omit<z.output<typeof ChangeSource>, 'sourceId'>) {
  const passage_tokens = change.passageSize ?? row.passage_tokens
  const overlap_tokens = change.passageOverlap ?? row.overlap_tokens
  if (passage_tokens === row.passage_tokens && overlap_tokens === row.overlap_tokens) return null
  if (overlap_tokens * 2 >= passage_tokens)
    throw invalidInput('What overlaps must be less than half of a passage.', [
      { path: 'passageOverlap', message: 'must be less than half of passageSize' },
    ])
  return { passage_tokens, overlap_tokens }
}
