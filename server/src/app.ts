import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { subscribeToAttempts } from '#features/access/index.ts'
import { toolServerTopic } from '#features/tools/index.ts'
import { visitorSessions } from '#features/widgets/index.ts'
import type { Application } from '#kernel/application.ts'
import { measures } from '#kernel/metrics.ts'
import { observeProcess } from '#kernel/observe-process.ts'
import { watchDatabase } from '#kernel/watch-database.ts'
import { tenantOfRequest } from '#kernel/tenant-of-request.ts'
import type { Ports } from '#kernel/ports.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { openContents } from '#platform/crypto/contents.ts'
import { joinDatabase, openDatabase } from '#platform/database/open.ts'
import type { Span, Traces } from '#platform/traces/traces.ts'
import { type Live, openLocalLive } from '#platform/live/live.ts'
import type { RedisOptions } from '#platform/live/redis-live.ts'
import { openRateLimiter } from '#platform/limits/rate-limiter.ts'
import { type Log, openLog } from '#platform/log/log.ts'
import { openMetrics } from '#platform/metrics/metric-set.ts'
import { openConfiguredVault } from './app/configured-vault.ts'
import { jobHandlers, personalData, reactions, usageCounters, useCases } from './app/features.ts'
import { openPorts } from './app/open-ports.ts'
import { migrateWithRestorePoint } from './app/restore-point.ts'
import { openTracing } from './app/open-tracing.ts'
import { leaveWork, startWork } from './app/start-work.ts'
import type { Config } from './config.ts'
import type { BackupPlan } from './config/backups.ts'

/** An application that is open: its doors may be opened over it, and it must be closed. */
export interface OpenApplication extends Application {
  readonly useCases: readonly UseCase[]
  /** For how long the worker has not looked for jobs; null where there is none. */
  workerSilentMs(): number | null
  close(): Promise<void>
}

interface Opening {
  /** Replaces parts of the outside world, for tests. */
  fakes?: Partial<Ports>
  /** True for a command that acts on the data beside a server, or without one: it takes no jobs. */
  isCommand?: boolean
  /** False for a process that only serves: others do the work that waits. */
  isWorker?: boolean
  /** Another clock for what is due, for tests. */
  now?: () => Date
  /** Is told when the embedded database has ended by itself, and nothing works any more. */
  databaseLost?: (reason: Error) => void
}

/** Opens everything in order; `close` closes it in reverse. */
export async function openApp(
  config: Config,
  {
    fakes = {},
    isCommand = false,
    isWorker = !isCommand,
    now = () => new Date(),
    databaseLost,
  }: Opening = {},
): Promise<OpenApplication> {
  mkdirSync(config.dataDirectory, { recursive: true, mode: 0o700 })
  let traces: Traces | null = null
  const log = openLog(config.logLevel, (requestId) => ({
    tenantId: requestId && tenantOfRequest(requestId),
    ...idsOf(traces?.active() ?? null),
  }))
  const metrics = openMetrics(measures)
  const tracing = await openTracing(config.traces, log, metrics)
  traces = tracing.traces
  // The key may be made by this start, which is no business of a database that cannot be opened.
  const openedVault = lazily(() => openConfiguredVault(config))
  const contents = lazily(() => openContents(openedVault().content, { seals: config.sealsContent }))
  const watch = watchDatabase(metrics, log, config.slowQueryMs, traces)
  const database = await (isCommand
    ? joinDatabase(config.database, contents)
    : openDatabase(config.database, watch, databaseLost, contents))
  try {
    await migrateWithRestorePoint(config, database, log)
  } catch (error) {
    await database.close()
    throw error
  }
  const live = config.redis ? await joinOthers(config.redis, log) : openLocalLive()
  const vault = openedVault()
  const ports = openPorts(config, fakes, { log, metrics, tracing, contentKeys: vault.content })
  subscribeToAttempts(live)
  live.subscribe(toolServerTopic, (key) => ports.toolServers.forget(String(key)))
  const processId = randomUUID()
  const limiter = openRateLimiter({ limits: config.rateLimits, live, processId })
  const facts = {
    database,
    live,
    log,
    metrics,
    traces,
    ports,
    vault,
    contents: contents(),
    settings: config.settings,
    reactions,
    usageCounters,
    personalData,
    visitorSessions,
    now,
    limiter,
    processId,
  }
  const { wake, stop, workerSilentMs } = isWorker ? await startWork(facts, jobHandlers) : leaveWork(live)
  const { dataDirectory, settings } = config
  const backups = isWorker && config.backups ? await keepBackups(config, config.backups, facts) : null
  const stopObserving = observeProcess(metrics, { database, dataDirectory, version: settings.version })
  return {
    ...facts,
    wake,
    useCases,
    workerSilentMs,
    async close() {
      await stop()
      await backups?.stop()
      stopObserving()
      limiter.close()
      await ports.toolServers.close()
      await ports.documents.close()
      await ports.mails.close()
      await live.close()
      await database.close()
      await traces?.close()
    },
  }
}

const idsOf = (span: Span | null) => span && { traceId: span.traceId, spanId: span.spanId }

/** Few have backups made by the server itself. */
async function keepBackups(
  config: Config,
  plan: BackupPlan,
  facts: Pick<Application, 'database' | 'log' | 'metrics' | 'now'>,
) {
  const { openScheduledBackups } = await import('./app/scheduled-backups.ts')
  return openScheduledBackups({ config, plan, ...facts })
}

/** A process by itself does without Redis, and without the client of one. */
async function joinOthers(redis: RedisOptions, log: Log): Promise<Live> {
  const { openRedisLive } = await import('#platform/live/redis-live.ts')
  return openRedisLive(redis, log)
}

/** Makes it when it is asked for first, and once. */
function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null
  return () => (made ??= make())
}
