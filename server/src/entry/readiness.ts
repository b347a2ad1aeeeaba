import { accessSync, constants } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { migrationHistory } from '#platform/database/migrate.ts'
import { RESERVE_BYTES } from '#platform/database/free-space.ts'
import type { OpenApplication } from '#server/app.ts'

const ANSWERS_WITHIN_MS = 2_000
const SILENT_MAX_MS = 30_000

/** A problem, in words that anybody may read. */
interface Reason {
  readonly part: 'database' | 'migrations' | 'worker' | 'disk'
  readonly detail: string
}

/** `/healthz`: the process is alive. `/readyz`: it can serve, or why not. */
export function addHealth(http: FastifyInstance, app: OpenApplication, dataDirectory: string) {
  http.get('/healthz', () => ({ status: 'ok' }))
  http.get('/readyz', async (_request, reply) => {
    const reasons = await reasonsAgainst(app, dataDirectory)
    if (reasons.length === 0) return { status: 'ready' }
    return reply.code(503).send({ status: 'not ready', reason: reasons[0]?.part, reasons })
  })
}

export async function reasonsAgainst(
  { database, workerSilentMs }: Pick<OpenApplication, 'database' | 'workerSilentMs'>,
  dataDirectory: string,
): Promise<Reason[]> {
  const [ofDatabase, ofDisk] = await Promise.all([databaseReason(database), diskReason(dataDirectory)])
  // Without its database, a worker is silent through no fault of its own.
  const isSilent = !ofDatabase && (workerSilentMs() ?? 0) > SILENT_MAX_MS
  const ofWorker: Reason = { part: 'worker', detail: 'The worker has not polled for jobs for 30 seconds.' }
  return [ofDatabase, isSilent ? ofWorker : null, ofDisk].filter((reason) => reason !== null)
}

async function databaseReason(database: OpenApplication['database']): Promise<Reason | null> {
  const late = new AbortController()
  const steps = await Promise.race([
    migrationHistory(database).catch(() => null),
    pause(ANSWERS_WITHIN_MS, null, { signal: late.signal }).catch(() => null),
  ])
  late.abort()
  if (!steps) return { part: 'database', detail: 'The database does not answer.' }
  return steps.some(({ executedAt }) => executedAt === null)
    ? { part: 'migrations', detail: 'The database is older than this version: migrations are missing.' }
    : null
}

async function diskReason(directory: string): Promise<Reason | null> {
  try {
    accessSync(directory, constants.W_OK)
    const { bavail, bsize } = await statfs(directory)
    if (bavail * bsize >= RESERVE_BYTES) return null
    return { part: 'disk', detail: 'The disk is full.' }
  } catch {
    return { part: 'disk', detail: 'The data directory is not writable.' }
  }
}
