import type { Selectable } from 'kysely'
import { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import {
  type Document,
  type DocumentFailure,
  DocumentKind,
  DocumentState,
} from '#contract/shapes/knowledge.ts'
import type { Metadata } from '#contract/shapes/metadata.ts'
import type { EventPayload } from '#contract/events.ts'
import type { Schema } from '#platform/database/schema.ts'

/** A document without its text, which may be long, and without what only takes effect when a change is let through. */
export type DocumentRow = Omit<
  Selectable<Schema['documents']>,
  'text' | 'content' | 'draft' | 'blocked_passage_count' | 'blocked_character_count'
>

export const toDocument = (row: DocumentRow): Document => ({
  id: row.id,
  knowledgeBaseId: row.knowledge_base_id,
  name: row.name,
  kind: DocumentKind.parse(row.kind),
  address: row.address,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  state: DocumentState.parse(row.state),
  // Stored in single precision, so two thirds would have sixteen digits.
  progress: Math.round(row.progress * 1000) / 1000,
  failure: failureOf(row),
  metadata: row.metadata as Metadata,
  isFound: row.live_revision !== null,
  isBlocked: row.blocked_revision !== null,
  passageCount: row.passage_count,
  characterCount: row.character_count,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
})

const failureOf = (row: DocumentRow): DocumentFailure | null =>
  row.failure_code === null
    ? null
    : {
        code: row.failure_code,
        reason: DocumentErrorCode.safeParse(row.failure_reason).data ?? null,
        detail: row.failure_detail ?? '',
      }

/** The payload for subscribers when its progress changes. */
export const progressOf = (row: DocumentRow): EventPayload<'document.changed'> => {
  const { knowledgeBaseId, id, state, progress } = toDocument(row)
  return { knowledgeBaseId, documentId: id, state, progress }
}

const typesByEnding: Record<string, string> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  html: 'text/html',
  htm: 'text/html',
  csv: 'text/csv',
  json: 'application/json',
  txt: 'text/plain',
}

const endingOf = (name: string): string => /\.([a-z\d]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''

/** The type of a document that was sent as text: by its file name, otherwise Markdown if it has a Markdown heading. */
export const typeOfText = (name: string, text: string): string =>
  typesByEnding[endingOf(name)] ?? (/^#{1,6} \S/m.test(text) ? 'text/markdown' : 'text/plain')

/** The name without its file extension: search terms. */
export const titleOf = (name: string): string =>
  name.replace(/\.(?:md|markdown|html?|csv|json|txt|pdf|docx?|xlsx|pptx|epub|png|jpe?g|webp|gif)$/i, '')
