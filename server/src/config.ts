import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import packageFacts from '../../package.json' with { type: 'json' }
import { type EmbeddingConfig, embeddingsFrom } from '#providers/embeddings/embeddings-config.ts'
import { type RerankConfig, rerankFrom } from '#providers/rerank/rerank-config.ts'
import type { Program } from '#providers/tool-servers/program-transport.ts'
import { programsFromYaml } from '#providers/tool-servers/programs-from-yaml.ts'
import { type ModelsConfig, modelsConfigFrom } from '#providers/models/models-config.ts'
import { bucketFrom } from '#providers/blobs/blobs-config.ts'
import { type FilmTools, filmToolsFrom } from '#providers/films/film-tools.ts'
import { findProgram } from '#providers/programs/find-program.ts'
import { type ScannerConfig, scannerFrom } from '#providers/scanner/scanner-config.ts'
import type { Bucket } from '#platform/blobs/s3.ts'
import { type SoundConfig, speakerFrom, transcriberFrom } from '#providers/sound/sound-config.ts'
import type { MailConfig } from '#providers/mail/open-mailer.ts'
import type { DatabaseOptions } from '#platform/database/open.ts'
import type { RateLimits } from '#platform/limits/rate-limiter.ts'
import type { RedisOptions } from '#platform/live/redis-live.ts'
import { Secret } from '#platform/crypto/secret.ts'
import type { TracesConfig } from '#platform/traces/traces-config.ts'
import type { Settings } from '#kernel/settings.ts'
import { type BackupPlan, backupPlan } from './config/backups.ts'
import { hostsFrom, proxiesFrom } from './config/doors.ts'
import { Environment, refusalOf } from './config/environment.ts'
import { readDemo, readOwner } from './config/first-accounts.ts'
import { listOf } from './config/list-of.ts'
import { type Listener, readListeners } from './config/listeners.ts'
import { mailFrom } from './config/mail.ts'
import { ConfigRefused } from './config/refused.ts'
import { formerKeys, refusePlaceholders, sealsContent, withFiles } from './config/secrets.ts'
import { settingsFrom } from './config/settings.ts'
import { databaseOptions, redisOptions } from './config/stores.ts'
import { tracesFrom } from './config/traces.ts'
import { type UnknownVariable, unknownVariables, wordsFor } from './config/unknown-variables.ts'

export { ConfigRefused, type Listener, wordsFor }

export interface Config {
  readonly host: string
  readonly listeners: readonly Listener[]
  readonly dataDirectory: string
  readonly database: DatabaseOptions
  /** Joins processes on one database; null: this one hears itself alone. */
  readonly redis: RedisOptions | null
  readonly models: ModelsConfig
  readonly embeddings: readonly EmbeddingConfig[]
  readonly rerank: RerankConfig | null
  /** Programs that serve tools; nobody but the operator names a command. */
  readonly toolPrograms: readonly Program[]
  /** Where files are kept; null: in the data directory. */
  readonly bucket: Bucket | null
  /** Null where files are not looked through. */
  readonly scanner: ScannerConfig | null
  /** Null where the machine has no ffmpeg: films are only played. */
  readonly filmTools: FilmTools | null
  /** Null where the machine has no pdftoppm: documents are not shown by their first page. */
  readonly pageTool: string | null
  /** What writes sound down, and what reads aloud; null where nothing does. */
  readonly transcriber: SoundConfig | null
  readonly speaker: SoundConfig | null
  /** Null where no mail is sent. */
  readonly mail: MailConfig | null
  readonly settings: Settings
  /** Null where no backups are made by themselves. */
  readonly backups: BackupPlan | null
  /** How many backups are kept that are made before the schema is moved; 0: none are made. */
  readonly restorePoints: number
  /** In bytes; a larger database gets none. */
  readonly restorePointBytesMax: number
  /** From which secrets at rest are sealed; null: from a key file in the data directory. */
  readonly secretKey: Secret | null
  /** What earlier secrets were sealed from; they open, and nothing more is sealed from these. */
  readonly formerSecretKeys: readonly Secret[]
  /** Whether what people write and send is sealed where it lies. */
  readonly sealsContent: boolean
  readonly logLevel: string
  /** Statements that take longer are logged; null: none are. */
  readonly slowQueryMs: number | null
  /** Null where no collector of traces is named. */
  readonly traces: TracesConfig | null
  /** Shown by whoever reads the metrics; null: only this machine itself reads them. */
  readonly metricsToken: Secret | null
  /** Requests a minute. */
  readonly rateLimits: RateLimits
  /** Proxies whose word is taken for who calls: addresses, networks, or names of such. */
  readonly trustedProxies: readonly string[]
  readonly publicUrl: string | null
  readonly allowedOrigins: readonly string[]
  /** Names by which the server may be called besides its own, as `isHostEntry` takes them. */
  readonly allowedHosts: readonly string[]
  readonly owner: { readonly email: string; readonly password: Secret } | null
  /** Whether the accounts are made whose passwords everybody knows. Only where nobody else reaches the server. */
  readonly isDemo: boolean
  /** Variables that look like ours and are none. */
  readonly unknownVariables: readonly UnknownVariable[]
}

/** Reads the environment once. Throws ConfigRefused. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is how compose files say "not set".
  const given = withFiles(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) throw new ConfigRefused(refusalOf(parsed.error, given))
  const read = parsed.data
  refusePlaceholders(read)
  const mail = mailFrom(read)
  const isDemo = readDemo(read)
  const dataDirectory = resolve(read.PARLEY_DATA_DIR)
  const modelsFile = readGiven('PARLEY_MODELS_FILE', read.PARLEY_MODELS_FILE)
  const programsFile = readGiven('PARLEY_TOOL_SERVERS', read.PARLEY_TOOL_SERVERS)
  return Object.freeze({
    host: read.HOST,
    listeners: readListeners(read.PARLEY_LISTEN, read.PORT),
    dataDirectory,
    database: databaseOptions(read, dataDirectory),
    redis: redisOptions(read),
    models: modelsConfigFrom(given, modelsFile),
    embeddings: embeddingsFrom(given, modelsFile),
    rerank: rerankFrom(given, modelsFile),
    toolPrograms: programsFile === null ? [] : programsFromYaml(programsFile, given),
    bucket: bucketFrom(given),
    scanner: scannerFrom(given),
    filmTools: filmToolsFrom(given),
    pageTool: findProgram('pdftoppm', given) ?? null,
    transcriber: transcriberFrom(given),
    speaker: speakerFrom(given),
    mail,
    settings: settingsFrom(read, { sendsMail: mail !== null, isDemo }),
    logLevel: read.LOG_LEVEL,
    slowQueryMs: read.PARLEY_SLOW_QUERY_MS || null,
    traces: tracesFrom(given, packageFacts.version),
    metricsToken: read.PARLEY_METRICS_TOKEN ? new Secret(read.PARLEY_METRICS_TOKEN) : null,
    rateLimits: {
      address: read.PARLEY_RATE_ADDRESS || null,
      account: read.PARLEY_RATE_ACCOUNT || null,
      key: read.PARLEY_RATE_KEY || null,
      tenant: read.PARLEY_RATE_TENANT || null,
    },
    trustedProxies: proxiesFrom(read.TRUST_PROXY),
    publicUrl: read.PARLEY_PUBLIC_URL ?? null,
    backups: backupPlan(read, dataDirectory),
    restorePoints: read.PARLEY_RESTORE_POINTS,
    restorePointBytesMax: read.PARLEY_RESTORE_POINT_MAX_MB * 1_048_576,
    sealsContent: sealsContent(read),
    secretKey: read.PARLEY_SECRET_KEY ? new Secret(read.PARLEY_SECRET_KEY) : null,
    formerSecretKeys: formerKeys(read),
    allowedOrigins: listOf(read.PARLEY_ALLOWED_ORIGINS),
    allowedHosts: hostsFrom(read.PARLEY_ALLOWED_HOSTS),
    isDemo,
    owner: readOwner(read),
    unknownVariables: unknownVariables(env, [modelsFile, programsFile]),
  })
}

function readGiven(variable: string, path: string | undefined): string | null {
  if (!path) return null
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConfigRefused(`${variable} names ${path}, which cannot be read.`, { cause: error })
  }
}
