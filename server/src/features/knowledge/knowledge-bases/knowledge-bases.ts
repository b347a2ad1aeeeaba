import type { z } from 'zod'
import {
  KnowledgeBase,
  KnowledgeBaseRef,
  CreateKnowledgeBase,
  ChangeKnowledgeBase,
  ListKnowledgeBases,
  KnowledgeBasePage,
} from '#contract/shapes/knowledge.ts'
import { refuseUnknownEmbedding } from '#features/models/index.ts'
import { notFound, invalidInput } from '#kernel/fault.ts'
import { query, command } from '#kernel/use-case.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { knowledgeBaseEmbed, knowledgeBaseReindex } from '../job-kinds.ts'
import { noteChange } from '../note-change.ts'
import { lockKnowledgeBase } from '../visible.ts'
import { filesOf } from '../documents/document-store.ts'
import { leaveFiles } from '../documents/left-files.ts'
import { toKnowledgeBase, type KnowledgeBaseRow } from './knowledge-base.ts'
import {
  countedKnowledgeBases,
  insertKnowledgeBase,
  updateKnowledgeBase,
  deleteKnowledgeBaseRow,
  beginGeneration,
} from './knowledge-base-store.ts'

/** Reads a knowledge base with its counts. */
export const readKnowledgeBase = query({
  name: 'knowledge-base.read',
  permission: 'knowledge:read',
  input: KnowledgeBaseRef,
  output: KnowledgeBase,
  async run({ tx, scope }, { knowledgeBaseId }) {
    const row = await countedKnowledgeBases(tx, scope)
      .where('knowledge_bases.id', '=', knowledgeBaseId)
      .executeTakeFirst()
    if (!row) throw notFound('knowledge base')
    return toKnowledgeBase(row)
  },
})

/** Creates an empty knowledge base for documents that agents answer from. */
export const createKnowledgeBase = command({
  name: 'knowledge-base.create',
  permission: 'knowledge:write',
  input: CreateKnowledgeBase,
  output: KnowledgeBase,
  async run(context, { embeddingModel, trustsLinks, ...words }) {
    await refuseUnknownEmbedding(context.tx, context.scope, embeddingModel)
    const offered = context.scope.app.ports.embeddings.list()[0] ?? null
    const facts = {
      ...words,
      trusts_links: trustsLinks,
      embedding_model: embeddingModel === undefined ? offered : embeddingModel,
    }
    const knowledgeBaseId = await insertKnowledgeBase(context.tx, context.scope, facts)
    context.emit({ type: 'knowledge-base.created', payload: { knowledgeBaseId, name: facts.name } })
    return readKnowledgeBase.within(context, { knowledgeBaseId })
  },
})

/** Changes a knowledge base: name, description, passage size, or embedding model. */
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
    // Blocked content may pass now, and without a quality gate nothing is blocked.
    if (change.qualityGate !== undefined && change.qualityGate !== before.quality_gate)
      await noteChange(context, knowledgeBaseId)
    if (isOtherModel && change.embeddingModel) enqueue(knowledgeBaseEmbed, { knowledgeBaseId })
    // It announces the change itself.
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

/** Lists the knowledge bases, the newest first. */
export const listKnowledgeBases = query({
  name: 'knowledge-base.list',
  permission: 'knowledge:read',
  input: ListKnowledgeBases,
  output: KnowledgeBasePage,
  async run({ tx, scope }, { limit, after }) {
    const cursor = readCursor(after)
    const all = countedKnowledgeBases(tx, scope)
      .orderBy('knowledge_bases.id', 'desc')
      .limit(limit + 1)
    const rows = await (cursor ? all.where('knowledge_bases.id', '<', cursor.id) : all).execute()
    return pageFrom(rows, limit, toKnowledgeBase, (row) => ({ at: '', id: row.id }))
  },
})

/** Reads and splits all documents of a knowledge base again; their old content is found in the meantime. */
export const reindexKnowledgeBase = command({
  name: 'knowledge-base.reindex',
  permission: 'knowledge:write',
  input: KnowledgeBaseRef,
  output: KnowledgeBase,
  async run(context, { knowledgeBaseId }) {
    const { tx, scope, emit, enqueue } = context
    const { name } = await lockKnowledgeBase(tx, scope, knowledgeBaseId)
    await beginGeneration(tx, knowledgeBaseId)
    enqueue(knowledgeBaseReindex, { knowledgeBaseId })
    emit({ type: 'knowledge-base.changed', payload: { knowledgeBaseId, name } })
    return readKnowledgeBase.within(context, { knowledgeBaseId })
  },
})
