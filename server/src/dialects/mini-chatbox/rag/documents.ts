import type { Document, Passage } from '#contract/shapes/knowledge.ts'
import {
  addDocument,
  deleteDocument,
  listDocuments,
  listPassages,
  readDocument,
  readDocumentText,
} from '#features/knowledge/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { inBothSpellings } from '../accept.ts'
import { findId, forget, note, notesOf, numbersOf } from '../numbers.ts'
import { badRequest, notThere } from '../refusal.ts'
import { tokensIn } from '../translate.ts'
import { type NotedSource, sourcesMadeHere } from './sources.ts'

const AT_ONCE = 100
const PASSAGES_MAX = 5_000
const PREVIEW_CHARACTERS = 500
const LOOK_EVERY_MS = 150
const WAIT_MS = 100_000

/** Data of a document that the core does not store. */
export interface DocumentNotes {
  readonly title?: string
  readonly metadata?: Record<string, unknown>
  readonly filePath?: string | null
  readonly fileType?: string | null
  /** Its original file. */
  readonly fileId?: string
}

export interface NotedDocument {
  readonly document: Document
  readonly notes: DocumentNotes
}

/** The documents of a source, newest first. */
export async function documentsOf(
  elevated: ElevatedScope,
  { source }: NotedSource,
): Promise<NotedDocument[]> {
  const all: Document[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listDocuments>> = await listDocuments(elevated, {
      knowledgeBaseId: source.id,
      limit: AT_ONCE,
      ...(after !== null && { after }),
    })
    all.push(...page.items)
    after = page.nextCursor
  } while (after !== null)
  return withNotes(elevated, all)
}

async function withNotes(elevated: ElevatedScope, documents: readonly Document[]): Promise<NotedDocument[]> {
  const ids = documents.map(({ id }) => id)
  const notes = await notesOf(elevated, 'document-notes', ids)
  return documents.map((document) => ({ document, notes: notes(document.id) as DocumentNotes }))
}

/** The document with that number, if its source was created here. */
export async function requireDocument(elevated: ElevatedScope, number: unknown): Promise<NotedDocument> {
  const documentId = await findId(elevated, 'document', number)
  if (documentId === null) throw notThere('Document')
  try {
    const document = await readDocument(elevated, { documentId })
    const made = await sourcesMadeHere(elevated)
    if (!made.some(({ source }) => source.id === document.knowledgeBaseId)) throw notThere('Document')
    const [noted] = await withNotes(elevated, [document])
    return noted ?? { document, notes: {} }
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') throw notThere('Document')
    throw error
  }
}

interface Adding {
  readonly name: string
  readonly text?: string
  readonly fileId?: string
  readonly notes: DocumentNotes
}

/** Adds a document. Names are unique within a knowledge base of the core; here a title may repeat. */
export async function addRagDocument(
  elevated: ElevatedScope,
  { source }: NotedSource,
  { name, notes, ...body }: Adding,
): Promise<NotedDocument> {
  const taken = new Set(
    (await documentsOf(elevated, { source, notes: {} })).map(({ document }) => document.name),
  )
  let free = name
  for (let copy = 2; taken.has(free); copy += 1) free = withCopy(name, copy)
  const document = await addDocument(elevated, { knowledgeBaseId: source.id, name: free, ...body })
  const noted = { ...notes, title: notes.title ?? name }
  await note(elevated, 'document-notes', document.id, { ...noted })
  return { document, notes: noted }
}

/** The extension of a name decides how it is read, so it stays at the end. */
const withCopy = (name: string, copy: number): string => {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]{1,10})?$/s.exec(name) ?? []
  return `${stem.slice(0, 230)} (${copy})${ending}`
}

/**
 * Waits until a document is searchable; a slow one is returned as it is. Throws a refusal for an unreadable one, which
 * is not stored.
 */
export async function untilReady(
  elevated: ElevatedScope,
  { document, notes }: NotedDocument,
): Promise<NotedDocument> {
  const until = performance.now() + WAIT_MS
  let now = document
  while (now.state !== 'ready' && now.state !== 'failed' && performance.now() < until) {
    await new Promise((go) => setTimeout(go, LOOK_EVERY_MS))
    now = await readDocument(elevated, { documentId: document.id })
  }
  if (now.state !== 'failed') return { document: now, notes }
  await drop(elevated, now.id)
  throw badRequest(now.failure?.detail ?? 'The document could not be read.')
}

export async function drop(elevated: ElevatedScope, documentId: string): Promise<void> {
  await deleteDocument(elevated, { documentId })
  await forget(elevated, 'document', [documentId])
  await forget(elevated, 'document-notes', [documentId])
}

export async function passagesOf(elevated: ElevatedScope, documentId: string): Promise<Passage[]> {
  const all: Passage[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listPassages>> = await listPassages(elevated, {
      documentId,
      limit: AT_ONCE,
      ...(after !== null && { after }),
    })
    all.push(...page.items)
    after = page.nextCursor
  } while (after !== null && all.length < PASSAGES_MAX)
  return all
}

/** The response to adding a document. */
export async function toIngestion(
  elevated: ElevatedScope,
  { document, notes }: NotedDocument,
  beganAt: number,
) {
  const id = (await numbersOf(elevated, 'document', [document.id]))(document.id)
  const passages = await passagesOf(elevated, document.id)
  return {
    ...inBothSpellings({
      success: true,
      documentId: id,
      chunksCreated: passages.length,
      totalTokens: passages.reduce((sum, { text }) => sum + tokensIn(text), 0),
      processingTime: Math.round(performance.now() - beganAt),
    }),
    id,
    title: notes.title ?? document.name,
    status: document.state === 'ready' ? 'ingested' : 'processing',
    file_size: document.sizeBytes,
  }
}

/** Documents in clients' format; in lists with the beginning of their text. */
export async function showDocuments(
  elevated: ElevatedScope,
  documents: readonly NotedDocument[],
  { isWhole }: { isWhole: boolean },
) {
  const numberOf = await numbersOf(
    elevated,
    'document',
    documents.map(({ document }) => document.id),
  )
  const sourceNumberOf = await numbersOf(
    elevated,
    'source',
    documents.map(({ document }) => document.knowledgeBaseId),
  )
  const shown = []
  for (const { document, notes } of documents) {
    const { text } = await readDocumentText(elevated, { documentId: document.id })
    shown.push(
      inBothSpellings({
        id: numberOf(document.id),
        title: notes.title ?? document.name,
        content: isWhole ? text : text.slice(0, PREVIEW_CHARACTERS).toWellFormed(),
        filePath: notes.filePath ?? (notes.fileId ? `/media/${notes.fileId}/${document.name}` : null),
        fileType: notes.fileType ?? endingOf(document.name) ?? document.mediaType,
        fileSize: document.sizeBytes,
        metadata: notes.metadata ?? document.metadata,
        knowledgeSourceId: sourceNumberOf(document.knowledgeBaseId),
        status: document.state,
        createdAt: document.createdAt,
        updatedAt: document.updatedAt,
      }),
    )
  }
  return shown
}

export const endingOf = (name: string): string | null =>
  /\.([^./\\]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? null
