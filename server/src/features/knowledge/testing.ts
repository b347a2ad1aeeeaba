import { expect, vi } from 'vitest'
import { sql } from 'kysely'
import type { EventPayload } from '#contract/events.ts'
import type { Document } from '#contract/shapes/knowledge.ts'
import type { Application } from '#kernel/application.ts'
import type { DocumentReader } from '#kernel/file-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { systemScope } from '#features/access/index.ts'
import { makeTenant, visit } from '#features/access/testing.ts'
import type { DocumentRow } from './documents/document.ts'
import { insertDocument } from './documents/document-store.ts'
import { saltOf } from './place-terms.ts'
import {
  createKnowledgeBase,
  deleteKnowledgeBase,
  listKnowledgeBases,
  readDocument,
  searchKnowledge,
} from './index.ts'

// For the tests of this folder.

/** A new tenant with one empty knowledge base and without the guide that other tenants get. */
export async function makeLibrary(app: Application): Promise<{ scope: Scope; knowledgeBaseId: string }> {
  const { system } = await makeTenant(app)
  const knowledgeBase = await createKnowledgeBase(system, { name: 'Library' })
  await vi.waitFor(async () => expect(await openJobs(system)).toEqual([]), { timeout: 45_000, interval: 10 })
  const { items } = await listKnowledgeBases(system, {})
  for (const { id } of items)
    if (id !== knowledgeBase.id) await deleteKnowledgeBase(system, { knowledgeBaseId: id })
  return { scope: system, knowledgeBaseId: knowledgeBase.id }
}

const openJobs = (scope: Scope) =>
  scope.app.database.read(scope.tenantId, (tx) =>
    tx.selectFrom('jobs').select('name').where('state', 'in', ['waiting', 'running']).execute(),
  )

/** The document once it is ready or has failed. */
export const settled = (scope: Scope, documentId: string): Promise<Document> =>
  vi.waitFor(
    async () => {
      const document = await readDocument(scope, { documentId })
      expect(document.state).toMatch(/^(?:ready|failed)$/)
      return document
    },
    { timeout: 45_000, interval: 20 },
  )

/** A document without an indexing job, so that a test can index it step by step. */
export const unindexed = (scope: Scope, knowledgeBaseId: string, content: string): Promise<DocumentRow> =>
  scope.app.database.write(scope.tenantId, (tx) =>
    insertDocument(tx, scope, {
      knowledgeBaseId,
      name: 'doc.txt',
      mediaType: 'text/plain',
      sizeBytes: content.length,
      content,
      blobKey: null,
    }),
  )

/** The same scope with another document reader. */
export const withReader = (scope: Scope, extract: DocumentReader['extract']): Scope =>
  systemScope(
    { ...scope.app, ports: { ...scope.app.ports, documents: { ...scope.app.ports.documents, extract } } },
    scope.tenantId,
    visit(),
  )

export const textsFor = async (scope: Scope, query: string, knowledgeBaseIds?: string[]): Promise<string[]> =>
  (await searchKnowledge(scope, { query, ...(knowledgeBaseIds && { knowledgeBaseIds }) })).items.map(
    ({ passage }) => passage.text,
  )

/** The statistics of a knowledge base, and what they would be if counted now. They must always be equal. */
export const countsOf = (scope: Scope, knowledgeBaseId: string) =>
  scope.app.database.read(scope.tenantId, async (tx) => {
    const { rows: kept } = await sql`
      SELECT number, passage_count FROM term_statistics WHERE knowledge_base_id = ${knowledgeBaseId}
      ORDER BY number`.execute(tx)
    const { rows: counted } = await sql`
      SELECT placed # ${saltOf(knowledgeBaseId)} AS number, count(*)::integer AS passage_count
      FROM passages, unnest(terms) AS placed WHERE knowledge_base_id = ${knowledgeBaseId} GROUP BY 1 ORDER BY 1`.execute(
      tx,
    )
    const { rows: keptTotals } = await sql`
      SELECT id, passage_count, term_count FROM knowledge_bases WHERE id = ${knowledgeBaseId}`.execute(tx)
    const { rows: countedTotals } = await sql`
      SELECT s.id, count(p.id)::integer AS passage_count, coalesce(sum(p.term_count), 0) AS term_count
      FROM knowledge_bases s LEFT JOIN passages p ON p.knowledge_base_id = s.id WHERE s.id = ${knowledgeBaseId}
      GROUP BY s.id`.execute(tx)
    return {
      kept: { kept, keptTotals },
      counted: { kept: counted, keptTotals: countedTotals },
      terms: kept.length,
    }
  })

/** The progress of a document as its subscribers received it. */
export const stepsOf = (scope: Scope, documentId: string) =>
  scope.app.database.read(scope.tenantId, async (tx) => {
    const events = await tx
      .selectFrom('events')
      .select('payload')
      .where('type', '=', 'document.changed')
      .orderBy('position')
      .execute()
    return events
      .map(({ payload }) => payload as EventPayload<'document.changed'>)
      .filter((step) => step.documentId === documentId)
  })
