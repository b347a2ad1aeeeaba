import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { nameThings } from '#features/external-ids/index.ts'
import { adoptDocument } from '#features/knowledge/index.ts'
import { step } from '#kernel/step.ts'
import type { ForeignRow, Staging } from '#platform/database/foreign/staging.ts'
import { bodyOf, findFile } from '../../moving-in/document-body.ts'
import { elevateToMoveIn } from '../../moving-in/elevate-to-move-in.ts'
import { findTaken, oldKind, once, required, type Taken } from '../../moving-in/moving-in.ts'
import { fromHexId } from '../hex-id.ts'
import { DIALECT } from '../names.ts'
import { provideDesk } from '../provide-desk.ts'
import { intoTenant } from './tenants.ts'

const NAME_MAX = 240

const OldDocument = z.strictObject({
  oldId: z.string().max(200),
  id: z.uuid(),
  knowledgeBaseId: z.uuid(),
  name: z.string().max(255),
  text: z.string().optional(),
  fileId: z.uuid().optional(),
})

const takeDocument = step(
  OldDocument,
  (context, { oldId, ...given }): Promise<Taken> =>
    once(context, { dialect: DIALECT, kind: 'document', oldId }, async () => {
      const { id } = await adoptDocument.within(context, given)
      const names = [{ externalId: oldId, id }]
      await nameThings.within(context, { dialect: DIALECT, kind: 'document', names })
      return { id, remarks: [] }
    }),
)

interface ReadDocument {
  readonly oldId: string
  readonly tenantId: string | null
  readonly name: string
  readonly text: string
  readonly filePath: string | null
}

/** Documents: the file, if the operator named the folder of uploads, otherwise the extracted text. */
export const documents = oldKind<ReadDocument>({
  kind: 'documents',
  ledger: 'document',
  table: 'documents',
  read: (row, staging) => {
    const oldId = required(row, '_id').toLowerCase()
    const name = nameOf(row)
    return {
      oldId,
      tenantId: row.tenant_id ?? null,
      // In the core, names are unique within a knowledge base.
      name: hasNamesake(row, staging) ? `${oldId.slice(-6)} ${name}` : name,
      text: row.content || row.text || chunksOf(row, staging),
      filePath: row.file_path || row.path || row.filename || null,
    }
  },
  into: (to, { tenantId }) => intoTenant(to, tenantId),
  take: async ({ scope, files }, { oldId, name, text, filePath }) => {
    if ((await findTaken(scope, { dialect: DIALECT, kind: 'document', oldId })) !== null)
      return { isNew: false, remarks: [] }
    const elevated = elevateToMoveIn(scope)
    const { knowledgeBaseId } = await provideDesk(elevated)
    const path = files === null || filePath === null ? null : await findFile(files, filePath)
    const body = await bodyOf(elevated, { name, text, path })
    const taken = await takeDocument(elevated, {
      oldId,
      id: fromHexId(oldId) ?? uuidv7(),
      knowledgeBaseId,
      name,
      ...body,
    })
    const isMissing = files !== null && path === null
    return isMissing ? { ...taken, remarks: ['Its file is not in the folder: its text was taken.'] } : taken
  },
})

const nameOf = (row: ForeignRow): string =>
  (row.original_filename || row.filename || row.name || row.title || 'Document').slice(0, NAME_MAX).trim()

const hasNamesake = (row: ForeignRow, staging: Staging): boolean =>
  staging
    .rowsWith('documents', 'tenant_id', row.tenant_id ?? '', '_id')
    .some((other) => nameOf(other) === nameOf(row) && (other._id ?? '') < (row._id ?? ''))

/** The extracted text, if it was stored in pieces beside it. */
function chunksOf({ _id }: ForeignRow, staging: Staging): string {
  const table = ['chunks', 'document_chunks'].find((one) => staging.has(one, 'document_id'))
  if (!table || !_id) return ''
  return staging
    .rowsWith(table, 'document_id', _id, 'chunk_index')
    .map((chunk) => chunk.text || chunk.content || '')
    .join('\n\n')
}
