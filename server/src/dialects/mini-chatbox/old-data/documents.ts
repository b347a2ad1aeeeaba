import { z } from 'zod'
import { keepNumbers, noteFacts } from '#features/external-ids/index.ts'
import { addDocument } from '#features/knowledge/index.ts'
import { step } from '#kernel/step.ts'
import type { ForeignRow, Staging } from '#platform/database/foreign/staging.ts'
import { findTaken, numberIn, objectIn, oldKind, once, type Taken, Unfit } from '../../moving-in/moving-in.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { DIALECT } from '../numbers.ts'
import { provideSource } from '../rag/sources.ts'
import { bodyOf, findFile } from '../../moving-in/document-body.ts'
import { elevateToMoveIn } from '../../moving-in/elevate-to-move-in.ts'

const TEXT_MAX = 2_000_000
const NAME_MAX = 240

const OldDocument = z.strictObject({
  number: z.int(),
  knowledgeBaseId: z.uuid(),
  name: z.string().max(255),
  text: z.string().max(TEXT_MAX).optional(),
  fileId: z.uuid().optional(),
  notes: z.record(z.string(), z.json()),
})

const takeDocument = step(
  OldDocument,
  (context, { number, notes, ...given }): Promise<Taken> =>
    once(context, { dialect: DIALECT, kind: 'document', oldId: String(number) }, async () => {
      const { id } = await addDocument.within(context, given)
      await keepNumbers.within(context, { dialect: DIALECT, kind: 'document', numbers: [{ number, id }] })
      await noteFacts.within(context, { dialect: DIALECT, kind: 'document-notes', id, facts: notes })
      return { id, remarks: [] }
    }),
)

interface ReadDocument {
  readonly number: number
  readonly sourceNumber: string | null
  readonly title: string
  readonly name: string
  readonly text: string
  readonly filePath: string | null
  readonly fileType: string | null
  readonly metadata: Record<string, unknown>
}

/** Documents: the file, if the operator named its folder, otherwise the extracted text. */
export const documents = oldKind<ReadDocument>({
  kind: 'documents',
  ledger: 'document',
  table: 'documents',
  read: (row, staging) => {
    const number = numberIn(row, 'id')
    const sourceNumber = row.knowledge_source_id ?? null
    if (sourceNumber !== null && !staging.rowWith('knowledge_sources', 'id', sourceNumber))
      throw new Unfit(`Its knowledge source ${sourceNumber} is nowhere.`)
    const title = (row.title || `Document ${number}`).slice(0, NAME_MAX).trim()
    return {
      number,
      sourceNumber,
      title,
      // In the core, names are unique within a knowledge base.
      name: hasNamesake(row, staging) ? `${title} (${number})` : title,
      text: row.content ?? '',
      filePath: row.file_path || null,
      fileType: row.file_type || null,
      metadata: objectIn(row, 'metadata'),
    }
  },
  take: async ({ scope, files }, document) => {
    const { number, sourceNumber, name, title, text, filePath, fileType, metadata } = document
    const oldId = String(number)
    if ((await findTaken(scope, { dialect: DIALECT, kind: 'document', oldId })) !== null)
      return { isNew: false, remarks: [] }
    const elevated = elevateToMoveIn(scope)
    const knowledgeBaseId = await sourceOf(elevated, sourceNumber)
    const path = files === null || filePath === null ? null : await findFile(files, filePath)
    const body = await bodyOf(elevated, { name, text, path })
    const fileId = 'fileId' in body ? { fileId: body.fileId } : {}
    const notes = { title, fileType, filePath, metadata: metadata as never, ...fileId }
    const taken = await takeDocument(elevated, { number, knowledgeBaseId, name, notes, ...body })
    const isMissing = files !== null && filePath !== null && path === null
    return isMissing
      ? { ...taken, remarks: [`${filePath} is not in the folder: its text was taken.`] }
      : taken
  },
})

function hasNamesake(row: ForeignRow, staging: Staging): boolean {
  if (!row.title) return false
  return staging
    .rowsWith('documents', 'title', row.title)
    .some(
      (other) => other.knowledge_source_id === row.knowledge_source_id && Number(other.id) < Number(row.id),
    )
}

async function sourceOf(elevated: ElevatedScope, number: string | null): Promise<string> {
  if (number === null) return (await provideSource(elevated)).source.id
  const knowledgeBaseId = await findTaken(elevated, { dialect: DIALECT, kind: 'source', oldId: number })
  if (knowledgeBaseId === null) throw new Unfit(`Its knowledge source ${number} was not taken over.`)
  return knowledgeBaseId
}
