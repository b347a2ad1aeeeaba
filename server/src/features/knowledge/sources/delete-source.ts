import { SourceRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { deleteSourceRow } from './source-store.ts'
import { requireSource } from '../visible.ts'

/** Deletes a source with all its documents; agents no longer look there. */
export const deleteSource = command({
  name: 'source.delete',
  permission: 'knowledge:write',
  input: SourceRef,
  async run({ tx, scope, emit }, { sourceId }) {
    const { name } = await requireSource(tx, scope, sourceId)
    await deleteSourceRow(tx, sourceId)
    emit({ type: 'source.deleted', payload: { sourceId, name } })
  },
})
