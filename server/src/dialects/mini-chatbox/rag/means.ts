import { listEmbeddingModels } from '#features/models/index.ts'
import type { Application } from '#kernel/application.ts'
import type { ElevatedScope } from '../../kit/elevate-scope.ts'
import { sourcesMadeHere } from './sources.ts'

/** What finds passages by meaning here: the model of the newest source that has one, else what a new one would get. */
export async function embeddingOf(elevated: ElevatedScope) {
  const used = (await sourcesMadeHere(elevated)).findLast(({ source }) => source.embeddingModel !== null)
  const offered = elevated.app.ports.embeddings.list()[0]
  const model = used?.source.embeddingModel ?? offered ?? null
  return {
    defaultModel: model ?? 'none',
    // Only an id that says so tells it before something was embedded.
    dimensions: Number(/@(\d+)$/.exec(model ?? '')?.[1] ?? 0),
    isConfigured: model !== null,
  }
}

/** Whether there is any model that could be chosen to make vectors. */
export const embeddingModels = async (elevated: ElevatedScope): Promise<string[]> =>
  (await listEmbeddingModels(elevated, {})).items.map(({ id }) => id)

/** What reads again what a search found; the operator alone sets it up. */
export function rerankingOf({ ports: { reranker } }: Application) {
  return {
    isConfigured: reranker !== null,
    provider: reranker === null ? 'none' : (reranker.id.split('/')[0] ?? 'none'),
    method: reranker?.id ?? 'none',
    isLocal: false,
    requiresApiKey: reranker !== null,
  }
}

/** Which media besides documents can be read here. */
export function readableBy({ ports, settings }: Application) {
  const hears = ports.transcriber !== null
  return { image: settings.visionModel !== null, audio: hears, video: hears }
}
