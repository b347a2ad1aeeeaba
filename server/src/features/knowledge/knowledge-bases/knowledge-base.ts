import type { Selectable } from 'kysely'
import { EmbeddingErrorCode, type KnowledgeBase } from '#contract/shapes/knowledge.ts'
import type { Schema } from '#platform/database/schema.ts'

export type KnowledgeBaseRow = Selectable<Schema['knowledge_bases']>

/** A knowledge base with its counts. */
export interface CountedKnowledgeBase extends KnowledgeBaseRow {
  readonly documents: number
  readonly ready_passages: number
  readonly waiting: number
  readonly blocked: number
  readonly embedded_passages: number
}

export const toKnowledgeBase = (row: CountedKnowledgeBase): KnowledgeBase => ({
  id: row.id,
  name: row.name,
  description: row.description,
  documentCount: row.documents,
  passageCount: row.ready_passages,
  waitingCount: row.waiting,
  blockedCount: row.blocked,
  qualityGate: row.quality_gate,
  trustsLinks: row.trusts_links,
  passageSize: row.passage_tokens,
  passageOverlap: row.overlap_tokens,
  embeddingModel: row.embedding_model,
  embeddedCount: row.embedded_passages,
  embeddingErrorCode: errorCodeOf(row.embedding_error_code),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** An error code of a newer version is treated like no response: it is retried. */
const errorCodeOf = (errorCode: string | null): EmbeddingErrorCode | null =>
  errorCode === null ? null : (EmbeddingErrorCode.safeParse(errorCode).data ?? 'not-answering')
