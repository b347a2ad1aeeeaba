import { z } from 'zod'

// The message continues after the name of the variable: see `refusalOf`.
const text = z.string().trim().min(1, 'must not be blank').optional()

/** A number written in digits; an integer by default. */
const number = (min: number, max: number, usual: number, { isWhole = true } = {}) => {
  const says = `must be a number from ${min} to ${max}`
  const within = z.number().min(min, says).max(max, says)
  return z
    .string()
    .trim()
    .regex(/^\d{1,15}(\.\d{1,15})?$/, says)
    .transform(Number)
    .pipe(isWhole ? within.int(`must be a whole number from ${min} to ${max}`) : within)
    .default(usual)
}

const oneOf = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.enum(names, `must be ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`)

const secret = (lengthMin: number) =>
  z.string().trim().min(lengthMin, `must have at least ${lengthMin} characters`).optional()

/** Calls per minute; the default is far above what people need, and stops runaway programs. */
const rate = (usual: number) => number(0, 10_000_000, usual)

/** All of our variables; `npx parley doctor` and the README describe them in these words. */
export const Environment = z.object({
  HOST: text.default('127.0.0.1').describe('Address to listen on. Containers set 0.0.0.0.'),
  PORT: number(0, 65_535, 8080).describe('Port of the native API and the console.'),
  PARLEY_LISTEN: text.describe(
    'Ports and the dialects they serve: 8080=native,8001=agentchat,8000=lingxi+chat-api,20001=mini-chatbox.',
  ),
  PARLEY_POSTGRES_BIN: text.describe(
    'Folder with the PostgreSQL programs for the embedded database, used when DATABASE_URL is not set. Default: those that npm installs.',
  ),
  PARLEY_DATA_DIR: text.default('./data').describe('Embedded database, files and generated keys.'),
  DATABASE_URL: text.describe(
    'postgres://… URL of PostgreSQL 15 or newer; when not set, the embedded database is used. postgresql+asyncpg://… works too.',
  ),
  PARLEY_DATABASE_CONNECTIONS: number(2, 200, 12),
  PARLEY_DATABASE_PREPARE: oneOf(['auto', 'on', 'off'])
    .default('auto')
    .describe(
      'Whether PostgreSQL keeps prepared statements between transactions; auto: yes, unless it is behind a pooler such as PgBouncer.',
    ),
  REDIS_URL: text.describe(
    'redis://… URL of Redis 7 or Valkey, for running several processes on one PostgreSQL.',
  ),
  PARLEY_REDIS_PREFIX: z
    .string()
    .regex(/^[\w.:-]{1,60}$/, 'must be up to 60 letters, digits, dots, colons and dashes')
    .default('parley:')
    .describe('Prefix of all names in Redis; use a different one for each installation that shares a Redis.'),
  PARLEY_MODEL: text.describe(
    'Default model for agents without one of their own, such as openai/gpt-5-mini.',
  ),
  PARLEY_FALLBACK_MODEL: text.describe('Fallback model, used when PARLEY_MODEL fails.'),
  PARLEY_RERANK_TIMEOUT_MS: text,
  PARLEY_MODELS_FILE: text.describe('Path of a YAML file that lists models.'),
  PARLEY_TOOL_SERVERS: text.describe(
    'Path of a YAML file that lists tool servers (MCP) run as local programs over stdio.',
  ),
  PARLEY_VISION_MODEL: text.describe(
    'Vision model that reads pictures in knowledge bases, such as openai/gpt-5-mini.',
  ),
  PARLEY_EMBEDDING_MODELS: text.describe(
    'Embedding models of openai, dashscope or ollama, comma-separated, such as openai/text-embedding-3-small@1024.',
  ),
  PARLEY_RERANK_MODEL: text.describe(
    'Model of cohere, jina or dashscope that reranks search results, such as cohere/rerank-v3.5.',
  ),
  PARLEY_S3_BUCKET: text.describe('S3 bucket for files; when not set, they are kept in the data directory.'),
  PARLEY_S3_ENDPOINT: text.describe(
    'URL of an S3-compatible server other than AWS, such as https://host:9000.',
  ),
  PARLEY_S3_REGION: text,
  PARLEY_S3_PREFIX: text,
  PARLEY_S3_ACCESS_KEY_ID: text,
  PARLEY_S3_SECRET_ACCESS_KEY: text,
  PARLEY_SCANNER: text.describe(
    'Malware scanner for uploads: clamd://host:3310, clamd:///run/clamd.ctl, https://… or command:clamscan --no-summary -.',
  ),
  PARLEY_TRANSCRIPTION_MODEL: text.describe(
    'Model that transcribes audio: openai/whisper-1, or openai-compatible/… with PARLEY_TRANSCRIPTION_URL.',
  ),
  PARLEY_TRANSCRIPTION_URL: text.describe(
    'URL of an OpenAI-compatible transcription server, such as https://host/v1.',
  ),
  PARLEY_TRANSCRIPTION_KEY: text,
  PARLEY_SPEECH_MODEL: text.describe(
    'Text-to-speech model and voice: openai/gpt-4o-mini-tts@alloy, or openai-compatible/… with PARLEY_SPEECH_URL.',
  ),
  PARLEY_SPEECH_URL: text,
  PARLEY_SPEECH_KEY: text,
  PARLEY_PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be a URL that begins with http:// or https://, such as https://parley.example.com',
    })
    .optional()
    .describe('Public URL of this server, used in links.'),
  PARLEY_SMTP_URL: text.describe(
    'Mail server for outgoing email: smtps://user:password@host:465, or smtp:// for STARTTLS. Requires PARLEY_MAIL_FROM and PARLEY_PUBLIC_URL.',
  ),
  PARLEY_MAIL_FROM: text.describe('Sender of outgoing email, such as Parley <parley@example.com>.'),
  PARLEY_ALLOWED_ORIGINS: text.describe(
    'Origins of other sites that may call the API from the browser (CORS), comma-separated.',
  ),
  PARLEY_ALLOWED_HOSTS: text.describe(
    'Host names accepted besides that of PARLEY_PUBLIC_URL, comma-separated: chat.example.com, *.example.com; * for all. IP addresses and localhost are always accepted.',
  ),
  PARLEY_METRICS_TOKEN: secret(16).describe(
    'Bearer token for /metrics. Without it, only this machine can read the metrics.',
  ),
  PARLEY_SLOW_QUERY_MS: number(0, 3_600_000, 1_000).describe(
    'SQL statements that take longer than this many milliseconds are logged, without their values; 0: none.',
  ),
  TRUST_PROXY: text.describe(
    'Proxies whose X-Forwarded-For is trusted: addresses, networks such as 10.0.0.0/8, or loopback, linklocal, uniquelocal.',
  ),
  PARLEY_RATE_ADDRESS: rate(6_000).describe(
    'Requests per minute from one IP address, or one IPv6 network; 0: no limit. Requests from this machine are not counted.',
  ),
  PARLEY_RATE_ACCOUNT: rate(60_000).describe(
    'Requests per minute by one member or visitor, across all addresses; 0: no limit.',
  ),
  PARLEY_RATE_KEY: rate(60_000).describe('Requests per minute with one API key; 0: no limit.'),
  PARLEY_RATE_TENANT: rate(120_000).describe('Requests per minute in one tenant; 0: no limit.'),
  PARLEY_OWNER_EMAIL: z.email('must be an email address').optional(),
  PARLEY_OWNER_PASSWORD: text,
  PARLEY_UPLOAD_LIMIT_MB: number(1, 2_000, 50),
  PARLEY_VECTOR_MEMORY_MB: number(16, 65_536, 512).describe(
    'Memory for vectors of passages, in MB; a larger knowledge base is searched by keywords only.',
  ),
  PARLEY_REPLY_LIMIT_SECONDS: number(5, 3_600, 600),
  PARLEY_LEASE_SECONDS: number(1, 60, 5, { isWhole: false }),
  PARLEY_SECRET_KEY: secret(32).describe(
    'Encrypts provider keys and other secrets at rest; when not set, a key file in the data directory is used.',
  ),
  PARLEY_SECRET_KEY_FORMER: text.describe(
    'Former values of PARLEY_SECRET_KEY, comma-separated. Needed until `parley keys reseal` has run.',
  ),
  PARLEY_ENCRYPTION: oneOf(['on', 'off'])
    .default('off')
    .describe('Whether messages, files and backups are encrypted at rest. Requires PARLEY_SECRET_KEY.'),
  PARLEY_PRIVATE_HOSTS: text.describe(
    'Private hosts where any admin may connect a model provider or a tool server, comma-separated: 10.0.0.7:11434. A host without a port means ports 80 and 443; host:* means every port; * means all hosts.',
  ),
  PARLEY_PRIVATE_PAGE_HOSTS: text.describe(
    'Private hosts whose pages any admin may add to a knowledge base, in the format of PARLEY_PRIVATE_HOSTS.',
  ),
  PARLEY_SUMMARY_EVERY: number(0, 200, 10).describe(
    'How many messages of a long conversation are summarized at a time; 0: no summaries.',
  ),
  SCHEDULER_CHECK_INTERVAL_MINUTES: number(1, 10_080, 5).describe(
    'Minutes without a message before the agent of a Lingxi session may write first, unless the agent has its own timing.',
  ),
  PARLEY_TITLES: oneOf(['model', 'first-words'])
    .default('model')
    .describe('Where the title of an unnamed conversation comes from: a model, or its first words.'),
  PARLEY_INBOX_SUMMARIES: oneOf(['on', 'off'])
    .default('on')
    .describe('Whether a model summarizes the conversation when it is handed to a person.'),
  PARLEY_BACKUP_SCHEDULE: text.describe(
    'Schedule for automatic backups: a cron pattern of five fields, in UTC, such as 0 3 * * *.',
  ),
  PARLEY_BACKUP_DIR: text.describe(
    'Folder for automatic backups; when not set, `backups` in the data directory.',
  ),
  PARLEY_BACKUP_KEEP: number(1, 1_000, 7).describe('How many automatic backups are kept.'),
  PARLEY_RESTORE_POINTS: number(0, 100, 3).describe(
    'How many restore points are kept: backups made before the database schema is migrated; 0: none are made.',
  ),
  PARLEY_RESTORE_POINT_MAX_MB: number(1, 1_000_000, 4_096).describe(
    'Databases larger than this get no restore point before a migration: take a snapshot instead.',
  ),
  PARLEY_EVENT_DAYS: number(7, 3_650, 90).describe(
    'Minimum number of days that events are kept for clients and webhooks that reconnect. The audit log is kept longer.',
  ),
  PARLEY_SEARCH_MONTHS: number(0, 1_200, 0).describe(
    'Minimum number of months that messages stay searchable; 0: forever.',
  ),
  PARLEY_DEMO: oneOf(['0', '1'])
    .default('0')
    .describe(
      '1: creates the demo accounts from the documentation of older systems. Their passwords are public.',
    ),
  PARLEY_MINI_CHATBOX_OPEN: oneOf(['0', '1'])
    .default('0')
    .describe(
      '1: mini-chatbox callers without an account may also change its provider, documents and tool servers.',
    ),
  PARLEY_CHAT_API_NAMED_SESSIONS: oneOf(['0', '1'])
    .default('0')
    .describe(
      '1: anybody who knows the name of a chat-api session may use it, even one that can be guessed, such as test-session-123.',
    ),
  PARLEY_REGISTRATION: oneOf(['by-tenant', 'open'])
    .default('by-tenant')
    .describe(
      'open: people may register in the only tenant, or in `main`, as if its owner had allowed it in the console.',
    ),
  PARLEY_ENV_FILE: text.describe(
    'Path of the file with variables, instead of `.env` beside package.json; empty: no file is read.',
  ),
  NODE_ENV: text,
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Variables = z.output<typeof Environment>

const WITHHELD = /KEY|TOKEN|PASSWORD|SECRET/
const SHOWN_MAX = 60

/** The first thing that is wrong with a variable, as a sentence that names it. A secret is not repeated. */
export function refusalOf({ issues }: z.ZodError, given: NodeJS.ProcessEnv): string {
  const [issue] = issues
  const name = issue?.path.join('.') ?? ''
  const value = given[name] ?? ''
  const shown = value.length > SHOWN_MAX ? `${value.slice(0, SHOWN_MAX)}…` : value
  const isShown = !WITHHELD.test(name) && shown.trim() !== ''
  return `${name} ${issue?.message}${isShown ? `, not "${shown}"` : ''}.`
}
