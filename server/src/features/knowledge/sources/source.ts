import type { Selectable } from 'kysely'
import { EmbeddingTrouble, type Source } from '#contract/shapes/knowledge.ts'
import type { Schema } from '#platform/database/schema.ts'

export type SourceRow = Selectable<Schema['sources']>

/** A source with what is in it. */
export interface CountedSource extends SourceRow {
  readonly documents: number
  readonly ready_passages: number
  readonly waiting: number
  readonly held: number
  readonly embedded_passages: number
}

export const toSource = (row: CountedSource): Source => ({
  id: row.id,
  name: row.name,
  description: row.description,
  documentCount: row.documents,
  passageCount: row.ready_passages,
  waitingCount: row.waiting,
  heldCount: row.held,
  gate: row.gate,
  trustsLinks: row.trusts_links,
  passageSize: row.passage_tokens,
  passageOverlap: row.overlap_tokens,
  embeddingModel: row.embedding_model,
  embeddedCount: row.embedded_passages,
  embeddingTrouble: troubleOf(row.embedding_trouble),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

/** What a newer version has noted waits like what does not answer: it is tried again. */
const troubleOf = (trouble: string | null): EmbeddingTrouble | null =>
  trouble === null ? null : (EmbeddingTrouble.safeParse(trouble).data ?? 'not-answering')
