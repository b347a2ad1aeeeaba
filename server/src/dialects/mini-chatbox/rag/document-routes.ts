import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { withoutUndefined } from '#kernel/guard.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { accept, inBothSpellings, inPath, inQuery, jsonObjectOrText } from '../accept.ts'
import { type EnterCaller, entryRequestOf } from '../caller.ts'
import { readBody } from '../form.ts'
import { numberOf, numbersOf } from '../numbers.ts'
import { openPaths } from '../paths.ts'
import { badRequest, notThere, Refusal } from '../refusal.ts'
import { tokensIn } from '../translate.ts'
import { documentsOf, drop, passagesOf, requireDocument, showDocuments, addRagDocument } from './documents.ts'
import { elevateToRead, elevateToWrite } from './elevate.ts'
import { moveDocument } from './move-document.ts'
import { provideSource, requireSource, sourcesMadeHere } from './sources.ts'
import { takeFile } from './take-file.ts'

const DOCUMENTS = '/api/rag/documents'
const DOCUMENT = `${DOCUMENTS}/:id([^/]+)`

const number = z.union([z.int(), z.string().regex(/^\d{1,15}$/)])
const Making = z.object({
  title: z.string().trim().min(1, 'This field may not be blank.').max(255),
  content: z.string().trim().min(1, 'This field may not be blank.').max(2_000_000),
  filePath: z.string().max(1_000).nullish(),
  fileType: z.string().max(200).nullish(),
  metadata: jsonObjectOrText,
  knowledgeSourceId: number.nullish(),
})
const Moving = z.object({
  knowledgeSourceId: number.nullish(),
  targetKnowledgeSourceId: number.nullish(),
})

/** Documents of sources created here. */
export function documentRoutes(http: FastifyInstance, enter: EnterCaller) {
  const open = openPaths(http)
  const reader = async (request: FastifyRequest) => {
    const caller = await enter(entryRequestOf(request))
    return { caller, elevated: elevateToRead(caller) }
  }
  const writer = async (request: FastifyRequest) => {
    const caller = await enter(entryRequestOf(request))
    return { caller, elevated: elevateToWrite(caller) }
  }

  open('GET', DOCUMENTS, async (request) => {
    const { elevated } = await reader(request)
    const named = inQuery(request, 'knowledgeSourceId')
    const sources =
      named === undefined ? await sourcesMadeHere(elevated) : [await requireSource(elevated, named)]
    const all = []
    for (const source of sources) all.push(...(await documentsOf(elevated, source)))
    const documents = await showDocuments(elevated, all, { isWhole: false })
    return { documents, count: documents.length, next: null, previous: null, results: documents }
  })

  open('POST', DOCUMENTS, async (request, reply) => {
    const { caller, elevated } = await writer(request)
    if (request.isMultipart()) {
      const { taken } = await takeFile({ caller, elevated }, request)
      const [document] = await showDocuments(elevated, [taken], { isWhole: true })
      return reply.code(201).send(document)
    }
    const document = await addText(elevated, accept(Making, await readBody(request)))
    return reply.code(201).send(document)
  })

  open('GET', DOCUMENT, async (request) => {
    const { elevated } = await reader(request)
    const found = await requireDocument(elevated, inPath(request, 'id'))
    const [document] = await showDocuments(elevated, [found], { isWhole: true })
    return { document, ...document }
  })

  open('DELETE', DOCUMENT, async (request) => {
    const { elevated } = await writer(request)
    const { document } = await requireDocument(elevated, inPath(request, 'id'))
    await drop(elevated, document.id)
    return { message: 'Document deleted successfully' }
  })

  open('PUT', `${DOCUMENT}/move`, async (request) => {
    const { elevated } = await writer(request)
    const given = accept(Moving, await readBody(request))
    const found = await requireDocument(elevated, inPath(request, 'id'))
    return moveTo(elevated, found, given.knowledgeSourceId ?? given.targetKnowledgeSourceId)
  })

  open('GET', `${DOCUMENT}/chunks`, async (request) => {
    const { elevated } = await reader(request)
    const { document } = await requireDocument(elevated, inPath(request, 'id'))
    return chunksOf(elevated, document.id)
  })

  open('POST', '/api/rag/knowledge-sources/:id([^/]+)/upload_document', async (request, reply) => {
    const { caller, elevated } = await writer(request)
    const source = await requireSource(elevated, inPath(request, 'id'))
    if (!request.isMultipart()) throw badRequest('file required')
    const { taken } = await takeFile({ caller, elevated }, request, source)
    const [id, knowledgeBaseId] = [
      await numberOf(elevated, 'document', taken.document.id),
      await numberOf(elevated, 'source', source.source.id),
    ]
    const { title } = taken.notes
    return reply.code(201).send({ id, title, status: 'uploaded', knowledge_source_id: knowledgeBaseId })
  })
}

async function addText(
  elevated: ElevatedScope,
  { title, content, knowledgeSourceId, metadata, ...given }: z.output<typeof Making>,
) {
  const taken = await addRagDocument(elevated, await provideSource(elevated, knowledgeSourceId), {
    name: title,
    text: content,
    notes: { title, ...(metadata && { metadata }), ...withoutUndefined(given) },
  })
  const [document] = await showDocuments(elevated, [taken], { isWhole: true })
  return { ...document, content }
}

async function moveTo(
  elevated: ElevatedScope,
  found: Awaited<ReturnType<typeof requireDocument>>,
  wanted: z.output<typeof number> | null | undefined,
) {
  const target = await provideSource(elevated, wanted).catch((error: unknown) => {
    throw error instanceof Refusal ? notThere('Target knowledge source') : error
  })
  const sourceNumber = await numbersOf(elevated, 'source', [found.document.knowledgeBaseId, target.source.id])
  const documentId = await numberOf(elevated, 'document', found.document.id)
  await moveDocument(elevated, found, target)
  const knowledgeSourceId = sourceNumber(target.source.id)
  return {
    ...inBothSpellings({ message: 'Document moved successfully', documentId, knowledgeSourceId }),
    old_knowledge_source_id: sourceNumber(found.document.knowledgeBaseId),
    new_knowledge_source_id: knowledgeSourceId,
  }
}

/** The passages of a document, in its clients' format. */
async function chunksOf(elevated: ElevatedScope, id: string) {
  const passages = await passagesOf(elevated, id)
  const numberOfPassage = await numbersOf(
    elevated,
    'passage',
    passages.map((passage) => passage.id),
  )
  const documentId = await numberOf(elevated, 'document', id)
  const chunks = passages.map((passage) =>
    inBothSpellings({
      id: numberOfPassage(passage.id),
      documentId,
      chunkText: passage.text,
      chunkIndex: passage.ordinal,
      tokenCount: tokensIn(passage.text),
      metadata: {
        page: passage.page,
        headings: passage.headingPath,
        start: passage.start,
        end: passage.end,
      },
    }),
  )
  return { chunks, document_id: documentId, total_chunks: chunks.length }
}
