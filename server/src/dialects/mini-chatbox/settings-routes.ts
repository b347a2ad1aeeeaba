import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { changeKnowledgeBase } from '#features/knowledge/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { accept, inEither } from './accept.ts'
import {
  type Caller,
  type EnterCaller,
  elevateFor,
  elevateToLook,
  entryRequestOf,
  requireMay,
} from './caller.ts'
import { connectedModels } from './capabilities.ts'
import { readBody } from './form.ts'
import { openPaths } from './paths.ts'
import { embeddingOf, rerankingOf } from './rag/means.ts'
import { sourcesMadeHere } from './rag/sources.ts'
import {
  availableModels,
  connect,
  embedWith,
  givenKey,
  noteSettings,
  OPENAI,
  readSettings,
  reset,
} from './settings.ts'

const text = z.string().trim().max(1_000).nullish()
/** Has no effect here, and is often omitted by its page. */
const passedOver = z.unknown().optional()
const Settings = z.object({
  openai: inEither(z.object({ apiKey: text, baseUrl: text, model: text }).nullish()),
  rag: z
    .object({
      embedding: z.object({ model: text, endpoint: text }).nullish(),
      reranking: inEither(z.object({ endpoint: text, apiKey: text, forceLocal: passedOver }).nullish()),
    })
    .nullish(),
})
const share = z.number().min(0).max(1)
const RagConfig = z.object({
  embedding: z.object({ OPENAI_API_KEY: text, EMBEDDING_MODEL: text, EMBEDDING_ENDPOINT: text }).nullish(),
  reranking: z
    .object({ RERANK_ENDPOINT: text, RERANK_API_KEY: text, RERANK_FORCE_LOCAL: passedOver })
    .nullish(),
  embeddingModel: text,
  chunkSize: z.number().int().min(100).max(2_000).nullish(),
  chunkOverlap: z.number().int().min(0).max(500).nullish(),
  topK: z.number().int().min(1).max(20).nullish(),
  similarityThreshold: share.nullish(),
})

const SETTINGS_SEEN: readonly Permission[] = ['model:manage', 'agent:read', 'knowledge:read']
const SETTINGS: readonly Permission[] = [...SETTINGS_SEEN, 'agent:write', 'knowledge:write']

const NO_RERANKING =
  'Reranking is set up by the operator (PARLEY_RERANK_MODEL); what was given for it is not used.'

/** Settings of clients: the provider that answers, and the embedding model. */
export function settingsRoutes(http: FastifyInstance, app: Application, enter: EnterCaller) {
  const open = openPaths(http)
  const manager = async (request: FastifyRequest) => {
    const caller = await enter(entryRequestOf(request))
    return { caller, elevated: elevateFor(caller, 'model:manage', SETTINGS) }
  }
  /** Reading and splitting of sources are for those who may change sources. */
  const knowing = (caller: Caller) => requireMay(caller, 'knowledge:write')

  open('GET', '/api/settings', async (request) => show(await enter(entryRequestOf(request)), app))

  open('PUT', '/api/settings', async (request) => {
    const { caller, elevated } = await manager(request)
    const { openai, rag } = accept(Settings, await readBody(request))
    if (rag?.embedding?.model) knowing(caller)
    const warnings: string[] = []
    if (openai)
      warnings.push(
        ...(await connect(elevated, {
          key: givenKey(openai.apiKey),
          baseUrl: openai.baseUrl || null,
          model: openai.model || null,
        })),
      )
    if (rag?.embedding?.model)
      warnings.push(
        ...(await embedWith(elevated, {
          key: null,
          endpoint: rag.embedding.endpoint || null,
          model: rag.embedding.model,
        })),
      )
    if (givenKey(rag?.reranking?.apiKey) || rag?.reranking?.endpoint) warnings.push(NO_RERANKING)
    return { success: true, message: ['Settings updated successfully', ...warnings].join('. '), warnings }
  })

  open('POST', '/api/settings/reset', async (request) => {
    const { caller, elevated } = await manager(request)
    knowing(caller)
    await reset(elevated)
    return { ...(await show(caller, app)), success: true, message: 'Settings reset to defaults' }
  })

  open('GET', '/api/rag/config', async (request) => showConfig(await enter(entryRequestOf(request)), app))

  const update = async (request: FastifyRequest) => {
    const { caller, elevated } = await manager(request)
    knowing(caller)
    return changeConfig(elevated, accept(RagConfig, await readBody(request)))
  }
  open('PUT', '/api/rag/config', update)
  open('PUT', '/api/rag/config/update_config', update)
}

async function changeConfig(elevated: ElevatedScope, given: z.output<typeof RagConfig>) {
  const warnings = await embedWith(elevated, {
    key: givenKey(given.embedding?.OPENAI_API_KEY),
    endpoint: given.embedding?.EMBEDDING_ENDPOINT || null,
    model: given.embedding?.EMBEDDING_MODEL || given.embeddingModel || null,
  })
  if (givenKey(given.reranking?.RERANK_API_KEY) || given.reranking?.RERANK_ENDPOINT)
    warnings.push(NO_RERANKING)
  const { chunkSize: passageSize, chunkOverlap: passageOverlap } = given
  if (passageSize != null || passageOverlap != null)
    for (const { source } of await sourcesMadeHere(elevated))
      await changeKnowledgeBase(elevated, {
        knowledgeBaseId: source.id,
        ...(passageSize != null && { passageSize }),
        ...(passageOverlap != null && { passageOverlap }),
      })
  const { notes } = await readSettings(elevated)
  const said = {
    topK: given.topK,
    similarityThreshold: given.similarityThreshold,
    passageSize,
    passageOverlap,
  }
  const kept = Object.entries(said).flatMap(([key, value]) => (value == null ? [] : [[key, value] as const]))
  await noteSettings(elevated, { retrieval: { ...notes.retrieval, ...Object.fromEntries(kept) } })
  const message = 'Configuration updated successfully'
  return { success: true, message, ...(warnings.length > 0 && { warnings }) }
}

const masked = (ending: string | null | undefined) => (ending == null ? '' : `****${ending}`)

async function show(caller: Caller, app: Application) {
  const elevated = elevateToLook(caller, 'model:manage', SETTINGS_SEEN)
  const settings = await readSettings(elevated)
  const { notes, connection } = settings
  const models = await connectedModels(elevated)
  const standard = models.find(({ isDefault }) => isDefault)?.id
  const embedding = await embeddingOf(elevated)
  const reranking = rerankingOf(app)
  return {
    openai: {
      isConfigured: models.length > 0,
      baseUrl: connection?.baseUrl ?? OPENAI,
      model: notes.model ?? standard?.slice(standard.indexOf('/') + 1) ?? 'gpt-4',
      apiKey: masked(connection?.keyEnding),
      availableModels: await availableModels(elevated, settings).catch(() => []),
    },
    rag: {
      embedding: {
        model: notes.embedding?.model ?? embedding.defaultModel,
        endpoint: notes.embedding?.endpoint ?? '',
        isConfigured: embedding.isConfigured,
      },
      reranking: {
        endpoint: '',
        hasApiKey: reranking.isConfigured,
        forceLocal: '',
        isConfigured: reranking.isConfigured,
      },
    },
  }
}

async function showConfig(caller: Caller, app: Application) {
  const elevated = elevateToLook(caller, 'model:manage', SETTINGS_SEEN)
  const { notes, embeddingConnection } = await readSettings(elevated)
  const embedding = await embeddingOf(elevated)
  const [newest] = (await sourcesMadeHere(elevated)).toReversed()
  const { retrieval = {} } = notes
  return {
    success: true,
    configuration: {
      embedding: {
        provider: embedding.defaultModel.split('/')[0],
        model: embedding.defaultModel,
        isLocal: false,
        isConfigured: embedding.isConfigured,
        requiresApiKey: true,
        dimensions: embedding.dimensions,
        environment: {
          OPENAI_API_KEY: masked(embeddingConnection?.keyEnding),
          EMBEDDING_MODEL: notes.embedding?.model ?? '',
          EMBEDDING_ENDPOINT: notes.embedding?.endpoint ?? '',
        },
      },
      reranking: { ...rerankingOf(app), environment: {} },
    },
    embedding_model: embedding.defaultModel,
    chunk_size: newest?.source.passageSize ?? retrieval.passageSize ?? 500,
    chunk_overlap: newest?.source.passageOverlap ?? retrieval.passageOverlap ?? 50,
    top_k: retrieval.topK ?? 5,
    similarity_threshold: retrieval.similarityThreshold ?? 0.3,
  }
}
