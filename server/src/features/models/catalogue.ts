import type { EmbeddingModel, LanguageModel } from '#kernel/model-ports.ts'
import { memoryOf } from '#kernel/memory.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { EquippedConnection } from './connection.ts'
import { modelsChanged } from './job-kinds.ts'
import { listConnectionRows, readDefaultModel } from './connection-store.ts'

/** The models that a tenant can choose from, as read recently. */
export interface Catalogue {
  readonly connections: readonly EquippedConnection[]
  readonly defaultModel: string | null
  /** Opened models: they remember which parameters their provider rejects. */
  readonly opened: Map<string, LanguageModel>
  /** The same for embedding models, which remember that their provider fails. */
  readonly embeddings: Map<string, EmbeddingModel>
}

const topic = 'models-changed'

/** By tenant. */
const memory = memoryOf<Catalogue>({
  keptMs: 5_000,
  entriesMax: 10_000,
  topic,
  isAbout: (message, tenantId) => message === tenantId,
})

/** Announces after the commit that the tenant's models changed, and resumes work that waited for one. */
export function announceModels({ announce, enqueue, scope }: CommandContext): void {
  announce(topic, scope.tenantId)
  enqueue(modelsChanged, {})
}

/** The tenant's catalog. A change committed in this process applies at once, so that a turn need not read it. */
export async function catalogueOf(scope: Scope): Promise<Catalogue> {
  const { app, tenantId } = scope
  const known = memory(app).recall(tenantId)
  if (known) return known
  const keep = memory(app).beginReading()
  const [connections, defaultModel] = await app.database.read(tenantId, (tx) =>
    Promise.all([listConnectionRows(tx), readDefaultModel(tx)]),
  )
  const last = memory(app).lastKnown(tenantId)
  const catalogue =
    last && isUnchanged(last, { connections, defaultModel })
      ? last
      : { connections, defaultModel, opened: new Map(), embeddings: new Map() }
  keep(tenantId, catalogue)
  return catalogue
}

const isUnchanged = (kept: Catalogue, read: Omit<Catalogue, 'opened' | 'embeddings'>): boolean =>
  JSON.stringify([kept.connections, kept.defaultModel]) ===
  JSON.stringify([read.connections, read.defaultModel])
