import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Document } from '#contract/shapes/knowledge.ts'
import { uploadFile } from '#features/files/index.ts'
import { addDocument, deleteDocument, listDocuments, readDocument } from '#features/knowledge/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import {
  type Caller,
  enterCaller,
  elevateForDocuments,
  requireTenant,
  runsServer,
  runsTenant,
} from './caller.ts'
import { findId, forget, name } from './names.ts'
import { provideDesk } from './provide-desk.ts'
import { notAllowed, Refusal } from './refusal.ts'
import { endingOf, toDocument } from './translate.ts'

const ENDINGS = ['pdf', 'docx', 'txt', 'md', 'csv', 'xlsx']
const PAGE = 100

/** A company's documents: callers who may add and read knowledge do so here, and its admins delete them. */
export function documentRoutes(http: FastifyInstance, app: Application, isOwnPort: boolean) {
  http.post('/v1/tenants/:tenantId/documents/upload', async (request, reply) => {
    const caller = await enterOwn(app, request)
    const elevated = elevateForDocuments(caller, isOwnPort, 'write')
    const file = await takeFile(caller, request).catch((error: unknown) => {
      // The rest of the body is read and discarded; otherwise the connection would wait for it forever.
      request.raw.unpipe().resume()
      throw ofUpload(error, app)
    })
    const { knowledgeBaseId } = await provideDesk(elevated)
    const document = await addDocument(elevated, { knowledgeBaseId, name: file.name, fileId: file.id })
    await name(caller.dialectScope, 'document', [document.id])
    return reply.code(201).send({
      success: true,
      message: '文件上傳成功',
      document: toDocument(document, caller.scope.tenantId),
    })
  })

  http.get('/v1/tenants/:tenantId/documents', async (request) => {
    const caller = await enterOwn(app, request)
    const documents = await allDocuments(elevateForDocuments(caller, isOwnPort, 'read'))
    await name(
      caller.dialectScope,
      'document',
      documents.map(({ id }) => id),
    )
    return {
      success: true,
      documents: documents.map((document) => toDocument(document, caller.scope.tenantId)),
    }
  })

  http.delete('/v1/tenants/:tenantId/documents/:documentId', async (request) => {
    const caller = await enterOwn(app, request)
    const { scope, dialectScope } = caller
    if (!runsTenant(scope) && !runsServer(scope)) throw notAllowed()
    const elevated = elevateForDocuments(caller, false, 'write')
    const { documentId: hexId } = request.params as { documentId: string }
    const documentId = await findId(dialectScope, 'document', hexId)
    const { knowledgeBaseId } = await provideDesk(elevated)
    // An ID from an answer's sources may belong to a document that only the console shows.
    const known = documentId === null ? null : await readOrNull(elevated, documentId)
    if (!known || known.knowledgeBaseId !== knowledgeBaseId) throw new Refusal(400, '文件不存在')
    await deleteDocument(elevated, { documentId: known.id })
    await forget(elevated, 'document', known.id)
    return { success: true, message: '文件刪除成功' }
  })
}

async function enterOwn(app: Application, request: FastifyRequest): Promise<Caller> {
  const caller = await enterCaller(app, request)
  requireTenant(caller, (request.params as { tenantId: string }).tenantId)
  return caller
}

/** Stores the file of a form, once its name shows a readable type. */
async function takeFile({ scope }: Caller, request: FastifyRequest) {
  if (!request.isMultipart()) throw new Refusal(400, '沒有文件')
  for await (const part of request.parts()) {
    if (part.fieldname !== 'file') {
      if (part.type === 'file') part.file.resume()
      continue
    }
    // A form with an empty file field sends it without a name.
    if (part.type !== 'file' || !part.filename) throw new Refusal(400, '未選擇文件')
    if (!ENDINGS.includes(endingOf(part.filename)))
      throw new Refusal(400, `不支援的文件類型，允許的類型：${ENDINGS.join(', ')}`)
    return uploadFile(scope, { name: part.filename, content: Readable.from(part.file) })
  }
  throw new Refusal(400, '沒有文件')
}

/** A file that is too large is, with them, a mistake in the form. */
function ofUpload(error: unknown, app: Application): unknown {
  const isTooLarge =
    (error instanceof Fault && error.code === 'too_large') ||
    (error instanceof Error && 'statusCode' in error && error.statusCode === 413)
  const megabytes = Math.floor(app.settings.uploadLimitBytes / 1_048_576)
  return isTooLarge ? new Refusal(400, `文件大小超過限制（最大 ${megabytes}MB）`) : error
}

async function readOrNull(elevated: ElevatedScope, documentId: string): Promise<Document | null> {
  try {
    return await readDocument(elevated, { documentId })
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null
    throw error
  }
}

async function allDocuments(elevated: ElevatedScope): Promise<Document[]> {
  const { knowledgeBaseId } = await provideDesk(elevated)
  const documents: Document[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listDocuments>> = await listDocuments(elevated, {
      knowledgeBaseId,
      limit: PAGE,
      ...(after !== null && { after }),
    })
    documents.push(...page.items)
    after = page.nextCursor
  } while (after !== null)
  return documents
}
