import { listEmbeddingModels } from '#features/models/index.ts'
import type { Application } from '#kernel/application.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { sourcesMadeHere } from './sources.ts'

/** The embedding model here: that of the newest source with one, otherwise the default of a new one. */
export async function embeddingOf(elevated: ElevatedScope) {
  const used = (await sourcesMadeHere(elevated)).findLast(({ source }) => source.embeddingModel !== null)
  const offered = elevated.app.ports.embeddings.list()[0]
  const model = used?.source.embeddingModel ?? offered ?? null
  return {
    defaultModel: model ?? 'none',
    // Before anything was embedded, only the model's ID may tell.
    dimensions: Number(/@(\d+)$/.exec(model ?? '')?.[1] ?? 0),
    isConfigured: model !== null,
  }
}

/** Whether there is an embedding model to choose. */
export const embeddingModels = async (elevated: ElevatedScope): Promise<string[]> =>
  (await listEmbeddingModels(elevated, {})).items.map(({ id }) => id)

/** The reranker; only the operator can configure it. */
export function rerankingOf({ ports: { reranker } }: Application) {
  return {
    isConfigured: reranker !== null,
    provider: reranker === null ? 'none' : (reranker.id.split('/')[0] ?? 'none'),
    method: reranker?.id ?? 'none',
    isLocal: false,
    requiresApiKey: reranker !== null,
  }
}

/** Media types that can be read here besides documents. */
export function readableBy({ ports, settings }: Application) {
  const hears = ports.transcriber !== null
  return { image: settings.visionModel !== null, audio: hears, video: hears }
}
