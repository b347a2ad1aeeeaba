import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { AddDocument, Document } from '#contract/shapes/knowledge.ts'
import { requireFile } from '#features/conversations/index.ts'
import { requireQuota } from '#features/tenants/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import { step } from '#kernel/step.ts'
import { type CommandContext, command } from '#kernel/use-case.ts'
import { toDocument, typeOfText } from './document.ts'
import { documentIndex } from '../job-kinds.ts'
import { insertDocument, replaceDocument } from './document-store.ts'
import { leaveFiles } from './left-files.ts'
import { findDocumentByName, lockKnowledgeBase } from '../visible.ts'

const AdoptDocument = AddDocument.extend({ id: z.uuid() })

/**
 * Adds a document to a knowledge base, from a text or an uploaded file; it is found once it is indexed. It replaces a
 * document with the same name, whose old content is found until the new one is ready.
 */
export const addDocument = command({
  name: 'document.add',
  permission: 'knowledge:write',
  input: AddDocument,
  output: Document,
  run: (context, given) => store(context, { ...given, id: uuidv7() }),
})

/** The same for a document from another system, which keeps its ID unless a document with its name exists. */
export const adoptDocument = step(AdoptDocument, store)

async function store(
  context: CommandContext,
  { id, knowledgeBaseId, name, text, fileId, metadata }: z.output<typeof AdoptDocument>,
) {
  const { tx, scope, emit, enqueue } = context
  await lockKnowledgeBase(tx, scope, knowledgeBaseId)
  if ((text === undefined) === (fileId === undefined)) throw invalidInput('Send either text or fileId.')
  const body = text === undefined ? await bodyOfFile(context, fileId ?? '') : bodyOfText(name, text)
  const known = await findDocumentByName(tx, scope, { knowledgeBaseId, kind: 'document', name })
  await requireQuota(context, {
    ...(!known && { documents: 1 }),
    ...(body.content !== null && { storageBytes: body.sizeBytes }),
  })
  const row = known
    ? await replaceDocument(tx, known.id, { name, metadata, ...body })
    : await insertDocument(tx, scope, { id, knowledgeBaseId, name, metadata, ...body })
  emit({
    type: known ? 'document.replaced' : 'document.added',
    payload: { knowledgeBaseId, documentId: row.id, name },
  })
  enqueue(documentIndex, { documentId: row.id })
  if (known && known.blob_key !== row.blob_key) leaveFiles(context, [known.blob_key])
  return toDocument(row)
}

async function bodyOfFile({ tx, scope }: CommandContext, fileId: string) {
  const file = await requireFile(tx, scope, fileId)
  return { mediaType: file.media_type, sizeBytes: file.size_bytes, content: null, blobKey: file.blob_key }
}

function bodyOfText(name: string, text: string) {
  // PostgreSQL can store neither of these, and no reader would see them.
  const content = text.replaceAll('\0', '').toWellFormed()
  return {
    mediaType: typeOfText(name, content),
    sizeBytes: Buffer.byteLength(content),
    content,
    blobKey: null,
  }
}
