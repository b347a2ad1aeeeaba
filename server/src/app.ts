import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import * as access from '#features/access/index.ts'
import * as adaptation from '#features/adaptation/index.ts'
import * as agents from '#features/agents/index.ts'
import * as audit from '#features/audit/index.ts'
import * as channels from '#features/channels/index.ts'
import * as budgets from '#features/budgets/index.ts'
import * as canned from '#features/canned/index.ts'
import * as chat from '#features/chat/index.ts'
import * as contacts from '#features/contacts/index.ts'
import * as copilot from '#features/copilot/index.ts'
import * as conversations from '#features/conversations/index.ts'
import * as externalIds from '#features/external-ids/index.ts'
import * as feed from '#features/feed/index.ts'
import * as files from '#features/files/index.ts'
import * as handoff from '#features/handoff/index.ts'
import * as imports from '#features/imports/index.ts'
import * as initiative from '#features/initiative/index.ts'
import * as knowledge from '#features/knowledge/index.ts'
import * as jobs from '#features/jobs/index.ts'
import * as mail from '#features/mail/index.ts'
import * as memory from '#features/memory/index.ts'
import * as models from '#features/models/index.ts'
import * as people from '#features/people/index.ts'
import * as proof from '#features/proof/index.ts'
import * as projects from '#features/projects/index.ts'
import * as ratings from '#features/ratings/index.ts'
import * as reports from '#features/reports/index.ts'
import * as routing from '#features/routing/index.ts'
import * as search from '#features/search/index.ts'
import * as sharing from '#features/sharing/index.ts'
import * as sites from '#features/sites/index.ts'
import * as tenants from '#features/tenants/index.ts'
import * as tools from '#features/tools/index.ts'
import * as usage from '#features/usage/index.ts'
import * as webhooks from '#features/webhooks/index.ts'
import * as widgets from '#features/widgets/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Meter } from '#kernel/meter.ts'
import { measures } from '#kernel/metrics.ts'
import { observeProcess } from '#kernel/observe-process.ts'
import { watchDatabase } from '#kernel/watch-database.ts'
import type { JobHandler } from '#kernel/jobs.ts'
import type { PersonalData } from '#kernel/personal-data.ts'
import { personalTraces } from '#kernel/personal-traces.ts'
import { tenantOfRequest } from '#kernel/tenant-of-request.ts'
import type { Ports } from '#kernel/ports.ts'
import { isUseCase, type UseCase } from '#kernel/use-case.ts'
import { joinDatabase, openDatabase } from '#platform/database/open.ts'
import type { Span, Traces } from '#platform/traces/traces.ts'
import type { SealedColumn } from '#platform/database/reseal.ts'
import { KEY_FILE, keyFromFile, keysInFile } from '#platform/crypto/key-file.ts'
import { openVault, type Vault } from '#platform/crypto/vault.ts'
import { openGuardedNetwork } from '#platform/http/guarded-network.ts'
import { type Live, openLocalLive } from '#platform/live/live.ts'
import type { RedisOptions } from '#platform/live/redis-live.ts'
import { openRateLimiter } from '#platform/limits/rate-limiter.ts'
import { type Log, openLog } from '#platform/log/log.ts'
import { openMetrics } from '#platform/metrics/metric-set.ts'
import { diskBlobs } from '#providers/blobs/disk-blobs.ts'
import { s3Blobs } from '#providers/blobs/s3-blobs.ts'
import { openDocumentReader } from '#providers/documents/open-document-reader.ts'
import { openFilms } from '#providers/films/open-films.ts'
import { openDrawnPages } from '#providers/drawn-pages/open-drawn-pages.ts'
import { openPictures } from '#providers/pictures/open-pictures.ts'
import { openWebPages } from '#providers/pages/web-pages.ts'
import { BREAKER as EMBEDDING_BREAKER, openEmbeddings } from '#providers/embeddings/open-embeddings.ts'
import { openMailReader } from '#providers/mail/open-mail-reader.ts'
import { openMailer } from '#providers/mail/open-mailer.ts'
import { type Measured, measuredModels, measuredProviders, openMeasured } from '#providers/models/measured.ts'
import { RESILIENCE } from '#providers/models/resilience.ts'
import { openModels } from '#providers/models/open-models.ts'
import { pause } from '#providers/pause.ts'
import { openScanner } from '#providers/scanner/open-scanner.ts'
import { openSpeaker } from '#providers/sound/open-speaker.ts'
import { openTranscriber } from '#providers/sound/open-transcriber.ts'
import { BREAKER as RERANK_BREAKER, openReranker } from '#providers/rerank/open-reranker.ts'
import { openToolServers } from '#providers/tool-servers/open-tool-servers.ts'
import { openProviders } from '#providers/models/open-providers.ts'
import { protectedMove } from './app/restore-point.ts'
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

const features = [
  externalIds,
  tenants,
  people,
  access,
  models,
  budgets,
  audit,
  conversations,
  projects,
  files,
  imports,
  sharing,
  agents,
  adaptation,
  handoff,
  routing,
  ratings,
  knowledge,
  sites,
  proof,
  memory,
  tools,
  jobs,
  chat,
  canned,
  copilot,
  initiative,
  contacts,
  widgets,
  search,
  usage,
  reports,
  channels,
  webhooks,
  feed,
]

/** Every use-case, found among the features' exports; OpenAPI, MCP tools and the generated tests read this list. */
export const useCases: readonly UseCase[] = [
  ...new Set(features.flatMap((feature) => Object.values(feature).filter(isUseCase))),
]

export const jobHandlers: readonly JobHandler[] = [
  ...agents.jobHandlers,
  ...files.jobHandlers,
  ...conversations.jobHandlers,
  ...adaptation.jobHandlers,
  ...chat.jobHandlers,
  ...handoff.jobHandlers,
  ...routing.jobHandlers,
  ...copilot.jobHandlers,
  ...ratings.jobHandlers,
  ...knowledge.jobHandlers,
  ...sites.jobHandlers,
  ...tools.jobHandlers,
  ...proof.jobHandlers,
  ...initiative.jobHandlers,
  ...contacts.jobHandlers,
  ...channels.jobHandlers,
  ...imports.jobHandlers,
  ...webhooks.jobHandlers,
  ...mail.jobHandlers,
]

/** Where secrets are sealed at rest; `parley keys reseal` goes through them. */
export const sealedColumns: readonly SealedColumn[] = [
  models.sealedKeys,
  ...webhooks.sealedColumns,
  channels.sealedSigningKeys,
  ...widgets.sealedColumns,
  ...tools.sealedColumns,
]

const meters: readonly Meter[] = [
  conversations.measureConversations,
  knowledge.measureDocuments,
  knowledge.measureReadings,
  chat.measureCompletions,
]

const personalData: readonly PersonalData[] = [
  personalTraces,
  widgets.personalPasses,
  jobs.personalJobs,
  adaptation.personalSuggestions,
  proof.personalQuestions,
  externalIds.personalNames,
  search.personalEntries,
  memory.personalFacts,
  initiative.personalWishes,
  webhooks.personalDeliveries,
  channels.personalMails,
  channels.personalThreads,
  projects.personalProjects,
  ratings.personalRatings,
  budgets.personalSpending,
  files.personalFileTexts,
  conversations.personalConversations,
]

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
  const watch = watchDatabase(metrics, log, config.slowQueryMs, traces)
  const database = await (isCommand
    ? joinDatabase(config.database)
    : openDatabase(config.database, watch, databaseLost))
  try {
    await protectedMove(config, database, log)
  } catch (error) {
    await database.close()
    throw error
  }
  const live = config.redis ? await joinOthers(config.redis, log) : openLocalLive()
  const documents = fakes.documents ?? openDocumentReader({ memoryLimitMb: 512, timeLimitMs: 60_000 })
  const { pageHosts, privateHosts } = config.settings
  const guarded = tracing.through(openGuardedNetwork({ allowedHosts: privateHosts }))
  const { open } = tracing
  const measure = openMeasured(metrics)
  const measured: Measured = (model) => measure(tracing.ofModels(model))
  const ports: Ports = {
    tools: fakes.tools ?? [],
    models: measuredModels(fakes.models ?? openModels(config.models, log, RESILIENCE, open), measured),
    providers: measuredProviders(fakes.providers ?? openProviders(log, guarded, RESILIENCE, open), measured),
    embeddings:
      fakes.embeddings ?? openEmbeddings(config.embeddings, log, guarded.call, EMBEDDING_BREAKER, open.call),
    reranker:
      fakes.reranker ?? (config.rerank && openReranker(config.rerank, log, RERANK_BREAKER, open.call)),
    blobs:
      fakes.blobs ??
      (config.bucket ? s3Blobs(config.bucket) : diskBlobs(join(config.dataDirectory, 'files'))),
    documents,
    pictures: fakes.pictures ?? openPictures(),
    drawnPages: fakes.drawnPages ?? (config.pageTool ? openDrawnPages(config.pageTool) : null),
    films: fakes.films ?? (config.filmTools && openFilms(config.filmTools)),
    scanner: fakes.scanner ?? (config.scanner && openScanner(config.scanner)),
    transcriber: fakes.transcriber ?? (config.transcriber && openTranscriber(config.transcriber, open.call)),
    speaker: fakes.speaker ?? (config.speaker && openSpeaker(config.speaker, open.call)),
    pause: fakes.pause ?? pause,
    callOut: fakes.callOut ?? guarded.call,
    mailer: fakes.mailer ?? (config.mail && openMailer(config.mail)),
    mails: fakes.mails ?? openMailReader({ memoryLimitMb: 256, timeLimitMs: 20_000 }),
    toolServers:
      fakes.toolServers ??
      openToolServers({
        fetch: guarded.fetch,
        programs: config.toolPrograms,
        log,
        version: config.settings.version,
      }),
    pages:
      fakes.pages ??
      openWebPages({
        fetch: openGuardedNetwork({ allowedHosts: pageHosts }).fetch,
        mediaTypes: documents.mediaTypes,
      }),
  }
  live.subscribe(tools.toolServerTopic, (key) => ports.toolServers.forget(String(key)))
  const vault = openConfiguredVault(config)
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
    settings: config.settings,
    meters,
    personalData,
    passes: widgets.passes,
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

/** Its key is given, or kept in the data directory, where a key that was added later is found. */
function openConfiguredVault({ secretKey, formerSecretKeys, dataDirectory }: Config): Vault {
  if (secretKey) return openVault(secretKey, () => formerSecretKeys)
  const path = join(dataDirectory, KEY_FILE)
  return openVault(keyFromFile(path), () => keysInFile(path))
}

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
