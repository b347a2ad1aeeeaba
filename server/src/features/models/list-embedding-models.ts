import { z } from 'zod'
import { EmbeddingModelList } from '#contract/shapes/model.ts'
import { query } from '#kernel/use-case.ts'
import { modelIdOf } from './connection.ts'
import { listConnectionRows } from './connection-store.ts'
import { makesVectors } from './find-embedding.ts'

// Providers list all their models together, and only names tell which are embedding models.
const soundsLikeVectors = /embed|\b(?:bge|gte|e5|m3e|minilm)\b/i

/** Lists embedding models: the server's, then those of the tenant's connections. */
export const listEmbeddingModels = query({
  name: 'embedding-model.list',
  permission: 'knowledge:read',
  input: z.strictObject({}),
  output: EmbeddingModelList,
  async run({ tx, scope }) {
    const able = (await listConnectionRows(tx)).filter((connection) => makesVectors(scope, connection))
    const taken = new Set(able.map(({ name }) => name))
    const ofServer = scope.app.ports.embeddings.list().filter((id) => !taken.has(id.split('/')[0] ?? ''))
    const ofConnections = able.flatMap((connection) =>
      connection.models
        .filter(({ name }) => soundsLikeVectors.test(name))
        .map((model) => modelIdOf(connection, model)),
    )
    return {
      items: [...ofServer, ...ofConnections].map((id) => ({ id })),
      connections: able.map(({ name }) => name),
    }
  },
})
