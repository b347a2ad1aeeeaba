import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import packageFacts from '../../package.json' with { type: 'json' }
import { type EmbeddingConfig, embeddingsFrom } from '#providers/embeddings/embeddings-config.ts'
import { type RerankConfig, rerankFrom } from '#providers/rerank/rerank-config.ts'
import type { Program } from '#providers/tool-servers/program-transport.ts'
import { programsFromYaml } from '#providers/tool-servers/programs-from-yaml.ts'
import { type ModelsConfig, modelsConfigFrom } from '#providers/models/models-config.ts'
import { bucketFrom } from '#providers/blobs/blobs-config.ts'
import { type ScannerConfig, scannerFrom } from '#providers/scanner/scanner-config.ts'
import type { Bucket } from '#platform/blobs/s3.ts'
import { type SoundConfig, speakerFrom, transcriberFrom } from '#providers/sound/sound-config.ts'
import { addressOf } from '#platform/mail/header-text.ts'
import type { MailConfig } from '#providers/mail/open-mailer.ts'
import type { DatabaseOptions } from '#platform/database/open.ts'
import type { RedisOptions } from '#platform/live/redis-live.ts'
import { Secret } from '#platform/crypto/secret.ts'
import { isProxyEntry, networks } from '#platform/http/trusted-proxies.ts'
import type { Settings } from '#kernel/settings.ts'

/** A port and the dialects that it speaks at its root. */
export interface Listener {
  readonly port: number
  readonly dialects: readonly string[]
}

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
  /** What writes sound down, and what reads aloud; null where nothing does. */
  readonly transcriber: SoundConfig | null
  readonly speaker: SoundConfig | null
  /** Null where no mail is sent. */
  readonly mail: MailConfig | null
  readonly settings: Settings
  /** From which secrets at rest are sealed; null: from a key file in the data directory. */
  readonly secretKey: Secret | null
  readonly logLevel: string
  /** Statements that take longer are logged; null: none are. */
  readonly slowQueryMs: number | null
  /** Shown by whoever reads the metrics; null: only this machine itself reads them. */
  readonly metricsToken: Secret | null
  /** Proxies whose word is taken for who calls: addresses, networks, or names of such. */
  readonly trustedProxies: readonly string[]
  readonly publicUrl: string | null
  readonly allowedOrigins: readonly string[]
  readonly owner: { email: string; password: string } | null
  /** Whether the accounts are made whose passwords everybody knows. Only where nobody else reaches the server. */
  readonly isDemo: boolean
}

/** The configuration cannot be used; the message names the variable. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused'
}

const text = z.string().trim().min(1).optional()
const Environment = z.object({
  HOST: text.default('127.0.0.1').describe('Address to listen on. Containers set 0.0.0.0.'),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .describe('Port of the native API and the console.'),
  PARLEY_LISTEN: text.describe(
    'Dialects on ports of their own: 8080=native,8001=agentchat,8000=lingxi+chat-api.',
  ),
  PARLEY_DATA_DIR: text.default('./data').describe('Embedded database, files and generated keys.'),
  DATABASE_URL: text.describe(
    'postgres://… of a PostgreSQL 15 or newer; the embedded database when not set.',
  ),
  PARLEY_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(12),
  REDIS_URL: text.describe(
    'redis://… of a Redis 7 or Valkey that joins several processes on one PostgreSQL.',
  ),
  PARLEY_REDIS_PREFIX: z
    .string()
    .regex(/^[\w.:-]{1,60}$/, 'expected up to 60 letters, digits, dots, colons and dashes')
    .default('parley:')
    .describe('What all names in Redis begin with; another one for each installation that shares it.'),
  PARLEY_MODELS_FILE: text.describe('A YAML file of models.'),
  PARLEY_TOOL_SERVERS: text.describe(
    'A YAML file of programs that serve tools over their standard input and output.',
  ),
  PARLEY_VISION_MODEL: text.describe(
    'Id of a model that can see, such as openai/gpt-5-mini. It reads the pictures given to sources.',
  ),
  PARLEY_EMBEDDING_MODELS: text.describe(
    'Embedding models of openai, dashscope or ollama, separated by commas: openai/text-embedding-3-small@1024.',
  ),
  PARLEY_RERANK_MODEL: text.describe(
    'A rerank model of cohere, jina or dashscope, such as cohere/rerank-v3.5: it reads what a search found again.',
  ),
  PARLEY_S3_BUCKET: text.describe('Keeps files in a bucket that speaks S3, and not in the data directory.'),
  PARLEY_S3_ENDPOINT: text.describe('Of a server of one’s own that speaks S3: https://host:9000.'),
  PARLEY_S3_REGION: text,
  PARLEY_S3_PREFIX: text,
  PARLEY_S3_ACCESS_KEY_ID: text,
  PARLEY_S3_SECRET_ACCESS_KEY: text,
  PARLEY_SCANNER: text.describe(
    'Looks uploads through for what harms: clamd://host:3310, clamd:///run/clamd.ctl, https://… or command:clamscan --no-summary -.',
  ),
  PARLEY_TRANSCRIPTION_MODEL: text.describe(
    'What writes sound down: openai/whisper-1, or openai-compatible/… with the next one.',
  ),
  PARLEY_TRANSCRIPTION_URL: text.describe(
    'Of a server of one’s own that writes sound down: https://host/v1.',
  ),
  PARLEY_TRANSCRIPTION_KEY: text,
  PARLEY_SPEECH_MODEL: text.describe(
    'What reads answers aloud, with its voice: openai/gpt-4o-mini-tts@alloy, or openai-compatible/….',
  ),
  PARLEY_SPEECH_URL: text,
  PARLEY_SPEECH_KEY: text,
  PARLEY_PUBLIC_URL: z.url().optional().describe('Where people reach this server, for links.'),
  PARLEY_SMTP_URL: text.describe(
    'Mail server that takes mail: smtps://user:password@host:465, or smtp:// for STARTTLS. Wants the next one and PARLEY_PUBLIC_URL.',
  ),
  PARLEY_MAIL_FROM: text.describe('Who mail is from: Parley <parley@example.com>.'),
  PARLEY_ALLOWED_ORIGINS: text.describe(
    'Origins of other sites whose pages may call the API, separated by commas.',
  ),
  PARLEY_METRICS_TOKEN: z
    .string()
    .trim()
    .min(16)
    .optional()
    .describe('Bearer token for /metrics. Without it only this machine itself may read them.'),
  PARLEY_SLOW_QUERY_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(3_600_000)
    .default(1_000)
    .describe('Statements that take longer are logged, without their values; 0: none are.'),
  TRUST_PROXY: text.describe(
    'Proxies whose X-Forwarded-For is believed: addresses, networks as 10.0.0.0/8, or loopback, linklocal, uniquelocal.',
  ),
  PARLEY_OWNER_EMAIL: z.email().optional(),
  PARLEY_OWNER_PASSWORD: text,
  PARLEY_UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(2_000).default(50),
  PARLEY_VECTOR_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(16)
    .max(65_536)
    .default(512)
    .describe('What vectors of passages may take of memory; a source with more is searched by words alone.'),
  PARLEY_REPLY_LIMIT_SECONDS: z.coerce.number().int().min(5).max(3_600).default(600),
  PARLEY_LEASE_SECONDS: z.coerce.number().min(1).max(60).default(5),
  PARLEY_SECRET_KEY: z
    .string()
    .trim()
    .min(32)
    .optional()
    .describe('Seals the keys of providers at rest; a file in the data directory when not set.'),
  PARLEY_PRIVATE_HOSTS: text.describe(
    'Hosts in private networks that any admin may connect a model provider or a server of tools at, separated by commas; * for all.',
  ),
  PARLEY_PRIVATE_PAGE_HOSTS: text.describe(
    'Hosts in private networks whose pages any admin may take into a source, separated by commas; * for all.',
  ),
  PARLEY_SUMMARY_EVERY: z.coerce
    .number()
    .int()
    .min(0)
    .max(200)
    .default(10)
    .describe('How many messages of a long conversation are summed up at a time; 0: none are.'),
  PARLEY_TITLES: z
    .enum(['model', 'first-words'])
    .default('model')
    .describe('Where the title of a conversation that nobody named comes from.'),
  PARLEY_DESK_SUMMARIES: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether a model sums up what was said before a person is asked for.'),
  PARLEY_DEMO: z
    .enum(['0', '1'])
    .default('0')
    .describe(
      '1: makes the accounts that older systems’ documents name, with passwords that everybody knows.',
    ),
  NODE_ENV: text,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Reads the environment once. Throws ConfigRefused. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable is how compose files say "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new ConfigRefused(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const read = parsed.data
  const mail = mailFrom(read)
  const dataDirectory = resolve(read.PARLEY_DATA_DIR)
  const modelsFile = readGiven('PARLEY_MODELS_FILE', read.PARLEY_MODELS_FILE)
  const programsFile = readGiven('PARLEY_TOOL_SERVERS', read.PARLEY_TOOL_SERVERS)
  return Object.freeze({
    host: read.HOST,
    listeners: readListeners(read.PARLEY_LISTEN, read.PORT),
    dataDirectory,
    database: databaseOptions(read.DATABASE_URL, dataDirectory, read.PARLEY_DATABASE_CONNECTIONS),
    redis: redisOptions(read),
    models: modelsConfigFrom(given, modelsFile),
    embeddings: embeddingsFrom(given),
    rerank: rerankFrom(given, modelsFile),
    toolPrograms: programsFile === null ? [] : programsFromYaml(programsFile, given),
    bucket: bucketFrom(given),
    scanner: scannerFrom(given),
    transcriber: transcriberFrom(given),
    speaker: speakerFrom(given),
    mail,
    settings: Object.freeze({
      accessTokenLifetimeMs: 15 * 60_000,
      refreshTokenLifetimeMs: 30 * 24 * 3_600_000,
      keepsRefreshTokens: false,
      uploadLimitBytes: read.PARLEY_UPLOAD_LIMIT_MB * 1_048_576,
      replyLimitMs: read.PARLEY_REPLY_LIMIT_SECONDS * 1_000,
      leaseMs: read.PARLEY_LEASE_SECONDS * 1_000,
      privateHosts: listOf(read.PARLEY_PRIVATE_HOSTS),
      pageHosts: listOf(read.PARLEY_PRIVATE_PAGE_HOSTS),
      visionModel: read.PARLEY_VISION_MODEL ?? null,
      summaryEvery: read.PARLEY_SUMMARY_EVERY,
      sumsUpForDesk: read.PARLEY_DESK_SUMMARIES === 'on',
      writesTitles: read.PARLEY_TITLES === 'model',
      vectorBytesMax: read.PARLEY_VECTOR_MEMORY_MB * 1_048_576,
      sendsMail: mail !== null,
      publicUrl: read.PARLEY_PUBLIC_URL ?? null,
      version: packageFacts.version,
    }),
    logLevel: read.LOG_LEVEL,
    slowQueryMs: read.PARLEY_SLOW_QUERY_MS || null,
    metricsToken: read.PARLEY_METRICS_TOKEN ? new Secret(read.PARLEY_METRICS_TOKEN) : null,
    trustedProxies: proxiesFrom(read.TRUST_PROXY),
    publicUrl: read.PARLEY_PUBLIC_URL ?? null,
    secretKey: read.PARLEY_SECRET_KEY ? new Secret(read.PARLEY_SECRET_KEY) : null,
    allowedOrigins: listOf(read.PARLEY_ALLOWED_ORIGINS),
    isDemo: readDemo(read),
    owner: readOwner(read.PARLEY_OWNER_EMAIL, read.PARLEY_OWNER_PASSWORD),
  })
}

interface MailVariables {
  PARLEY_SMTP_URL?: string | undefined
  PARLEY_MAIL_FROM?: string | undefined
  PARLEY_PUBLIC_URL?: string | undefined
}

function mailFrom(read: MailVariables): MailConfig | null {
  const { PARLEY_SMTP_URL: address, PARLEY_MAIL_FROM: from, PARLEY_PUBLIC_URL: home } = read
  if (!address) return null
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol))
    throw new ConfigRefused('PARLEY_SMTP_URL: expected smtp://… or smtps://…')
  if (!from || !/^\S+@\S+$/.test(addressOf(from)))
    throw new ConfigRefused('PARLEY_MAIL_FROM: say who mail is from, such as Parley <parley@example.com>')
  if (!home)
    throw new ConfigRefused('PARLEY_PUBLIC_URL: mail holds links, so it must be known where they lead')
  const isTls = url.protocol === 'smtps:'
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  const user = decodeURIComponent(url.username)
  return {
    from,
    server: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (isTls ? 465 : 587)),
      // Between this machine and itself nobody listens.
      security: isTls ? 'tls' : isHere ? 'plain' : 'starttls',
      login: user === '' ? null : { user, password: new Secret(decodeURIComponent(url.password)) },
    },
  }
}

const listOf = (entries: string | undefined): string[] =>
  (entries ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

function proxiesFrom(entries: string | undefined): string[] {
  const proxies = listOf(entries)
  const wrong = proxies.find((entry) => !isProxyEntry(entry))
  if (wrong !== undefined)
    throw new ConfigRefused(
      `TRUST_PROXY: "${wrong}" is no address, no network such as 10.0.0.0/8, and none of ${Object.keys(networks).join(', ')}`,
    )
  return proxies
}

function databaseOptions(
  url: string | undefined,
  dataDirectory: string,
  connectionsMax: number,
): DatabaseOptions {
  if (!url) return { kind: 'embedded', directory: dataDirectory }
  if (!/^postgres(ql)?:\/\//.test(url)) throw new ConfigRefused('DATABASE_URL: expected postgres://…')
  return { kind: 'server', url, connectionsMax }
}

function redisOptions({
  REDIS_URL: url,
  PARLEY_REDIS_PREFIX: prefix,
  DATABASE_URL,
}: z.output<typeof Environment>): RedisOptions | null {
  if (!url) return null
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol))
    throw new ConfigRefused('REDIS_URL: expected redis://… or rediss://…')
  if (!DATABASE_URL)
    throw new ConfigRefused('REDIS_URL: joins processes on one PostgreSQL, so it wants DATABASE_URL too')
  return { url: new Secret(url), prefix }
}

function readListeners(listen: string | undefined, port: number): Listener[] {
  if (!listen) return [{ port, dialects: ['native'] }]
  return listen.split(',').map((entry) => {
    const match = /^\s*(\d+)\s*=\s*([a-z0-9+-]+)\s*$/.exec(entry)
    if (!match) throw new ConfigRefused(`PARLEY_LISTEN: "${entry}" is not of the form 8001=agentchat`)
    return { port: Number(match[1]), dialects: (match[2] ?? '').split('+') }
  })
}

function readGiven(variable: string, path: string | undefined): string | null {
  if (!path) return null
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConfigRefused(`${variable}: ${path} cannot be read`, { cause: error })
  }
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/

function readDemo({ PARLEY_DEMO, NODE_ENV, HOST }: z.output<typeof Environment>): boolean {
  if (PARLEY_DEMO === '0') return false
  if (NODE_ENV === 'production') throw new ConfigRefused('PARLEY_DEMO: not with NODE_ENV=production')
  if (!LOOPBACK.test(HOST))
    throw new ConfigRefused('PARLEY_DEMO: only where HOST is this machine alone, as 127.0.0.1')
  return true
}

function readOwner(email: string | undefined, password: string | undefined): Config['owner'] {
  if (!email && !password) return null
  if (!email || !password)
    throw new ConfigRefused('PARLEY_OWNER_EMAIL and PARLEY_OWNER_PASSWORD belong together')
  return { email, password }
}
