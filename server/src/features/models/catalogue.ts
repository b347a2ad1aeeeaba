import type { EmbeddingModel, LanguageModel } from '#kernel/ports.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import type { EquippedConnection } from './connection.ts'
import { listConnectionRows, readDefaultModel } from './connection-store.ts'

/** What a tenant can pick from, as it was read a moment ago. */
export interface Catalogue {
  readonly connections: readonly EquippedConnection[]
  readonly defaultModel: string | null
  /** Models that were asked for, opened once: they remember what their provider does not take. */
  readonly opened: Map<string, LanguageModel>
  /** The same for embedding models, which remember that their provider fails. */
  readonly embeddings: Map<string, EmbeddingModel>
}

/** How long another process may go on with what was changed here. */
const KEPT_MS = 5_000
const topic = 'models-changed'

interface Shelf {
  catalogues: Map<string, { catalogue: Catalogue; readAt: number }>
  /** Counts the changes heard: what was read before one of them is not kept. */
  changes: number
}
const shelves = new WeakMap<object, Shelf>()

function shelfOf(app: Application): Shelf {
  const existing = shelves.get(app.live)
  if (existing) return existing
  const shelf: Shelf = { catalogues: new Map(), changes: 0 }
  app.live.subscribe(topic, (tenantId) => {
    shelf.changes += 1
    shelf.catalogues.delete(String(tenantId))
  })
  shelves.set(app.live, shelf)
  return shelf
}

/** Says after the commit that the tenant's models are others now. */
export const announceModels = ({ announce, scope }: CommandContext): void => announce(topic, scope.tenantId)

/** The tenant's catalogue. A change that commits in this process is seen at once, so that a turn need not look it up. */
export async function catalogueOf(scope: Scope): Promise<Catalogue> {
  const shelf = shelfOf(scope.app)
  const kept = shelf.catalogues.get(scope.tenantId)
  if (kept && performance.now() - kept.readAt < KEPT_MS) return kept.catalogue
  const readAt = performance.now()
  const { changes } = shelf
  const [connections, defaultModel] = await scope.app.database.read(scope.tenantId, (tx) =>
    Promise.all([listConnectionRows(tx), readDefaultModel(tx)]),
  )
  const isSame = kept !== undefined && isUnchanged(kept.catalogue, { connections, defaultModel })
  const catalogue = isSame
    ? kept.catalogue
    : { connections, defaultModel, opened: new Map(), embeddings: new Map() }
  if (shelf.changes === changes) shelf.catalogues.set(scope.tenantId, { catalogue, readAt })
  return catalogue
}

const isUnchanged = (kept: Catalogue, read: Omit<Catalogue, 'opened' | 'embeddings'>): boolean =>
  JSON.stringify([kept.connections, kept.defaultModel]) ===
  JSON.stringify([read.connections, read.defaultModel])
