import { SourceRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { filesOf } from '../documents/document-store.ts'
import { leaveFiles } from '../documents/leave-files.ts'
import { deleteSourceRow } from './source-store.ts'
import { lockSource } from '../visible.ts'

/** Deletes a source with all its documents; agents no longer look there. */
export const deleteSource = command({
  name: 'source.delete',
  permission: 'knowledge:write',
  input: SourceRef,
  async run(context, { sourceId }) {
    const { tx, scope, emit } = context
    const { name } = await lockSource(tx, scope, sourceId)
    leaveFiles(context, await filesOf(tx, sourceId))
    await deleteSourceRow(tx, sourceId)
    emit({ type: 'source.deleted', payload: { sourceId, name } })
  },
})
