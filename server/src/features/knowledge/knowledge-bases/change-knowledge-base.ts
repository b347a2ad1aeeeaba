import type { z } from 'zod'
import { ChangeKnowledgeBase, KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { invalidInput } from '#kernel/fault.ts'
import { refuseUnknownEmbedding } from '#features/models/index.ts'
import { command } from '#kernel/use-case.ts'
import { knowledgeBaseEmbed } from '../job-kinds.ts'
import { noteChange } from '../note-change.ts'
import { readKnowledgeBase } from './read-knowledge-base.ts'
import { reindexKnowledgeBase } from './reindex-knowledge-base.ts'
import type { KnowledgeBaseRow } from './knowledge-base.ts'
import { updateKnowledgeBase } from './knowledge-base-store.ts'
import { lockKnowledgeBase } from '../visible.ts'

/** Changes a knowledge base: its name, its description, how large its passages are and what finds them by meaning. */
export const changeKnowledgeBase = command({
  name: 'knowledge-base.change',
  permission: 'knowledge:write',
  input: ChangeKnowledgeBase,
  output: KnowledgeBase,
  async run(context, { knowledgeBaseId, ...change }) {
    const { tx, scope, emit, enqueue } = context
    const before = await lockKnowledgeBase(tx, scope, knowledgeBaseId)
    const size = sizesAfter(before, change)
    const isOtherModel =
      change.embeddingModel !== undefined && change.embeddingModel !== before.embedding_model
    if (isOtherModel) await refuseUnknownEmbedding(tx, scope, change.embeddingModel)
    await updateKnowledgeBase(tx, knowledgeBaseId, {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.description !== undefined && { description: change.description }),
      ...(isOtherModel && {
        embedding_model: change.embeddingModel,
        embedding_error_code: null,
        embedding_due_at: null,
      }),
      ...(change.qualityGate !== undefined && { quality_gate: change.qualityGate }),
      ...(change.trustsLinks !== undefined && { trusts_links: change.trustsLinks }),
      ...size,
    })
    // What was blocked may pass by now, and without a quality gate nothing is.
    if (change.qualityGate !== undefined && change.qualityGate !== before.quality_gate)
      await noteChange(context, knowledgeBaseId)
    if (isOtherModel && change.embeddingModel) enqueue(knowledgeBaseEmbed, { knowledgeBaseId })
    // Tells of the change by itself.
    if (size) return reindexKnowledgeBase.within(context, { knowledgeBaseId })
    const changed = await readKnowledgeBase.within(context, { knowledgeBaseId })
    emit({ type: 'knowledge-base.changed', payload: { knowledgeBaseId, name: changed.name } })
    return changed
  },
})

/** The sizes when they change; null when they stay. */
function sizesAfter(
  row: KnowledgeBaseRow,
  change: Omit<z.output<typeof ChangeKnowledgeBase>, 'knowledgeBaseId'>,
) {
  const passage_tokens = change.passageSize ?? row.passage_tokens
  const overlap_tokens = change.passageOverlap ?? row.overlap_tokens
  if (passage_tokens === row.passage_tokens && overlap_tokens === row.overlap_tokens) return null
  if (overlap_tokens * 2 >= passage_tokens)
    throw invalidInput('The overlap must be less than half of a passage.', [
      { path: 'passageOverlap', message: 'must be less than half of passageSize' },
    ])
  return { passage_tokens, overlap_tokens }
}
