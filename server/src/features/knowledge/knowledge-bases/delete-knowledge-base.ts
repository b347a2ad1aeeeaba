import { KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { filesOf } from '../documents/document-store.ts'
import { leaveFiles } from '../documents/leave-files.ts'
import { deleteKnowledgeBaseRow } from './knowledge-base-store.ts'
import { lockKnowledgeBase } from '../visible.ts'

/** Deletes a knowledge base with all its documents; agents no longer look there. */
export const deleteKnowledgeBase = command({
  name: 'knowledge-base.delete',
  permission: 'knowledge:write',
  input: KnowledgeBaseRef,
  async run(context, { knowledgeBaseId }) {
    const { tx, scope, emit } = context
    const { name } = await lockKnowledgeBase(tx, scope, knowledgeBaseId)
    leaveFiles(context, await filesOf(tx, knowledgeBaseId))
    await deleteKnowledgeBaseRow(tx, knowledgeBaseId)
    emit({ type: 'knowledge-base.deleted', payload: { knowledgeBaseId, name } })
  },
})
