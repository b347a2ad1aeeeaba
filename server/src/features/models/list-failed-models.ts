import { z } from 'zod'
import type { EventPayload } from '#contract/events.ts'
import { FailedModelList } from '#contract/shapes/model.ts'
import { firstIdOf } from '#platform/database/time-ids.ts'
import { query } from '#kernel/use-case.ts'
import { newestEvents } from '#platform/outbox/find-events.ts'
import { listConnectionRows } from './connection-store.ts'

const LATELY_MS = 24 * 60 * 60_000
const LOOKED_THROUGH = 500

/** Lists models that failed within a day, and why; without failures from before a change of their connection. */
export const listFailedModels = query({
  name: 'model.list-failed',
  permission: 'model:manage',
  input: z.strictObject({}),
  output: FailedModelList,
  async run({ tx, scope }) {
    const since = firstIdOf(new Date(scope.app.now().getTime() - LATELY_MS))
    const [events, connections] = await Promise.all([
      newestEvents(tx, 'model.failed', { since, limit: LOOKED_THROUGH }),
      listConnectionRows(tx),
    ])
    const changedAt = new Map(connections.map((row) => [row.id, row.updated_at.toISOString()]))
    const seen = new Set<string>()
    const items = events.flatMap(({ payload, createdAt }) => {
      const { name, connectionId, failure, said } = payload as EventPayload<'model.failed'>
      const key = `${connectionId} ${name} ${failure}`
      const isMended = connectionId !== null && (changedAt.get(connectionId) ?? createdAt) >= createdAt
      if (seen.has(key) || isMended) return []
      seen.add(key)
      return [{ model: name, connectionId, failure, said, at: createdAt }]
    })
    return { items }
  },
})
