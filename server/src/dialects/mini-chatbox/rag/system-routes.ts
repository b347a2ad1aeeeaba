import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readServerStatus } from '#features/access/index.ts'
import { meaningOf } from '#features/knowledge/index.ts'
import type { Application } from '#kernel/application.ts'
import { accept, inBothSpellings, inQuery } from '../accept.ts'
import { type EnterCaller, entryRequestOf } from '../caller.ts'
import { readBody } from '../form.ts'
import { openPaths } from '../paths.ts'
import { badRequest, Refusal } from '../refusal.ts'
import { tokensIn } from '../translate.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { elevateToSearch } from './elevate.ts'
import { embeddingOf, readableBy, rerankingOf } from './means.ts'
import { sourcesMadeHere } from './sources.ts'

const MEGABYTE = 1_048_576
const extensions = {
  document: ['txt', 'md', 'html', 'pdf', 'docx', 'xlsx', 'pptx', 'epub', 'csv', 'json', 'xml', 'yaml', 'log'],
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp'],
  audio: ['mp3', 'wav', 'm4a', 'ogg', 'flac', 'webm'],
  video: ['mp4', 'mov', 'mkv', 'avi'],
} as const
const Text = z.object({ text: z.string().trim().max(20_000).nullish() })

/** The state of the knowledge base, and the file types it can read. */
export function systemRoutes(http: FastifyInstance, app: Application, enter: EnterCaller) {
  const open = openPaths(http)
  const reader = async (request: FastifyRequest) => {
    const caller = await enter(entryRequestOf(request))
    return { caller, elevated: elevateToSearch(caller) }
  }

  open('GET', '/api/rag/info', async (request) => {
    const { elevated } = await reader(request)
    return infoOf(app, elevated)
  })

  open('GET', '/api/rag/health', async (request, reply) => {
    const { caller, elevated } = await reader(request)
    const databaseAnswers = await readServerStatus(caller.scope, {}).then(
      () => true,
      () => false,
    )
    const told = (isWell: boolean) => (isWell ? 'healthy' : 'unhealthy')
    const embedding = (await embeddingOf(elevated)).isConfigured ? 'healthy' : 'not configured'
    const services = {
      database: told(databaseAnswers),
      vector_db: told(databaseAnswers),
      embedding_service: embedding,
    }
    return reply.code(databaseAnswers ? 200 : 503).send({
      status: told(databaseAnswers),
      timestamp: app.now().toISOString(),
      checks: { database: databaseAnswers, vectorDb: databaseAnswers, embedding: embedding === 'healthy' },
      services,
    })
  })

  open('POST', '/api/rag/embedding', async (request) => {
    const { elevated } = await reader(request)
    const { text } = accept(Text, await readBody(request))
    if (!text) throw badRequest('Text is required')
    const meaning = await meaningOf(elevated, text)
    if (!meaning) throw new Refusal(503, 'No embedding model is configured, or it does not answer.')
    const embedding = [...meaning.vector]
    return {
      success: true,
      embedding,
      dimensions: embedding.length,
      dimension: embedding.length,
      ...inBothSpellings({ tokenCount: tokensIn(text) }),
      model: meaning.model,
      text,
    }
  })

  open('GET', '/api/rag/media/info', async (request) => {
    await reader(request)
    return readableMedia(app, inQuery(request, 'filename') ?? '')
  })
}

async function infoOf(app: Application, elevated: ElevatedScope) {
  const sources = (await sourcesMadeHere(elevated)).map(({ source }) => source)
  const sum = (figures: number[]) => figures.reduce((all, one) => all + one, 0)
  const documentsCount = sum(sources.map((source) => source.documentCount))
  const chunksCount = sum(sources.map((source) => source.passageCount))
  const embedded = sum(sources.map((source) => source.embeddedCount))
  const sizes = sources.map((source) => source.passageSize)
  return {
    database: { documentsCount, chunksCount, knowledgeSourcesCount: sources.length },
    embedding: { ...(await embeddingOf(elevated)), maxTokens: 8_191 },
    retrieval: {
      totalDocuments: documentsCount,
      totalChunks: chunksCount,
      averageChunkSize: sizes.length === 0 ? 0 : Math.round(sum(sizes) / sizes.length),
      embeddingCoverage: chunksCount === 0 ? 0 : embedded / chunksCount,
      reranking: rerankingOf(app),
    },
    system: { status: 'ready', timestamp: app.now().toISOString() },
  }
}

/** The media type of a file with that name, and what can be read. */
function readableMedia(app: Application, fileName: string) {
  const ending = /\.(\w{1,10})$/.exec(fileName)?.[1]?.toLowerCase()
  const kinds = Object.entries(extensions)
  const kind = kinds.find(([, endings]) => endings.some((one) => one === ending))?.[0]
  const canRead = { document: true, ...readableBy(app) }
  const capabilities = {
    textExtraction: true,
    imageAnalysis: canRead.image,
    audioTranscription: canRead.audio,
    videoProcessing: canRead.video,
  }
  return {
    ...inBothSpellings({
      success: true,
      mediaType: kind ?? 'document',
      isSupported: kind === undefined ? ending === undefined : canRead[kind as keyof typeof canRead],
      supportedExtensions: kinds.flatMap(([, endings]) => endings.map((one) => `.${one}`)),
      multimodalCapabilities: capabilities,
    }),
    supported_formats: extensions,
    max_file_size: app.settings.uploadLimitBytes,
    max_file_size_mb: app.settings.uploadLimitBytes / MEGABYTE,
    processing_capabilities: capabilities,
  }
}
