import { z } from 'zod'
import { holdName, pointName } from '#features/external-ids/index.ts'
import { deleteDocument, readDocumentText } from '#features/knowledge/index.ts'
import { step } from '#kernel/step.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { DIALECT, forget, numberOf } from '../numbers.ts'
import { badRequest } from '../refusal.ts'
import { type NotedDocument, addRagDocument, untilReady } from './documents.ts'
import type { NotedSource } from './sources.ts'

const PassNumberOn = z.strictObject({ number: z.int().positive(), documentId: z.uuid() })

/** Lets the number of a document stand for its replacement. */
export const passNumberOn = step(PassNumberOn, async ({ tx, scope }, { number, documentId }) => {
  const name = { dialect: DIALECT, kind: 'document', externalId: String(number) }
  await holdName(tx, scope.tenantId, name)
  await pointName(tx, name, documentId)
  return null
})

/** Moves a document to another source: it is indexed there, then removed from the old one. */
export async function moveDocument(
  elevated: ElevatedScope,
  { document, notes }: NotedDocument,
  target: NotedSource,
): Promise<void> {
  if (document.knowledgeBaseId === target.source.id) return
  const number = await numberOf(elevated, 'document', document.id)
  const { text } = notes.fileId ? { text: '' } : await readDocumentText(elevated, { documentId: document.id })
  if (!notes.fileId && text === '') throw badRequest('The document has no text to move yet.')
  const taken = await addRagDocument(elevated, target, {
    name: document.name,
    notes,
    ...(notes.fileId ? { fileId: notes.fileId } : { text }),
  })
  await untilReady(elevated, taken)
  await deleteDocument(elevated, { documentId: document.id })
  await passNumberOn(elevated, { number, documentId: taken.document.id })
  await forget(elevated, 'document-notes', [document.id])
}
