import { z } from 'zod'

// Messages go on after the name of the variable: see `refusalOf`.
const text = z.string().trim().min(1, 'must not be blank').optional()

/** A number that is written in digits; whole unless told otherwise. */
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

/** Calls a minute; the default is far above what people do, and stops what runs away. */
const rate = (usual: number) => number(0, 10_000_000, usual)

/** Every variable that is ours; `npx parley doctor` and the README tell of them in these words. */
export const Environment = z.object({
  HOST: text.default('127.0.0.1').describe('Address to listen on. Containers set 0.0.0.0.'),
  PORT: number(0, 65_535, 8080).describe('Port of the native API and the console.'),
  PARLEY_LISTEN: text.describe(
    'Dialects on ports of their own: 8080=native,8001=agentchat,8000=lingxi+chat-api,20001=mini-chatbox.',
  ),
  PARLEY_POSTGRES_BIN: text.describe(
    'Folder with the programs of the PostgreSQL that is started where DATABASE_URL is not set; the one that npm brings when this is not set either.',
  ),
  PARLEY_DATA_DIR: text.default('./data').describe('Embedded database, files and generated keys.'),
  DATABASE_URL: text.describe(
    'postgres://… of a PostgreSQL 15 or newer; the embedded database when not set. postgresql+asyncpg://… is understood.',
  ),
  PARLEY_DATABASE_CONNECTIONS: number(2, 200, 12),
  PARLEY_DATABASE_PREPARE: oneOf(['auto', 'on', 'off'])
    .default('auto')
    .describe(
      'Whether PostgreSQL keeps statements prepared between transactions; auto: unless a pooler such as PgBouncer stands before it.',
    ),
  REDIS_URL: text.describe(
    'redis://… of a Redis 7 or Valkey that joins several processes on one PostgreSQL.',
  ),
  PARLEY_REDIS_PREFIX: z
    .string()
    .regex(/^[\w.:-]{1,60}$/, 'must be up to 60 letters, digits, dots, colons and dashes')
    .default('parley:')
    .describe('What all names in Redis begin with; another one for each installation that shares it.'),
  PARLEY_MODEL: text.describe('The model of agents that name none, such as openai/gpt-5-mini.'),
  PARLEY_FALLBACK_MODEL: text.describe('Who stands in where that one fails.'),
  PARLEY_RERANK_TIMEOUT_MS: text,
  PARLEY_MODELS_FILE: text.describe('A YAML file of models.'),
  PARLEY_TOOL_SERVERS: text.describe(
    'A YAML file of programs that serve tools over their standard input and output.',
  ),
  PARLEY_VISION_MODEL: text.describe(
    'Id of a model that can see, such as openai/gpt-5-mini. It reads the pictures given to knowledge bases.',
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
  PARLEY_PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be an address with http:// or https://, such as https://parley.example.com',
    })
    .optional()
    .describe('Where people reach this server, for links.'),
  PARLEY_SMTP_URL: text.describe(
    'Mail server that takes mail: smtps://user:password@host:465, or smtp:// for STARTTLS. Wants the next one and PARLEY_PUBLIC_URL.',
  ),
  PARLEY_MAIL_FROM: text.describe('Who mail is from: Parley <parley@example.com>.'),
  PARLEY_ALLOWED_ORIGINS: text.describe(
    'Origins of other sites whose pages may call the API, separated by commas.',
  ),
  PARLEY_ALLOWED_HOSTS: text.describe(
    'Names by which this server may be called besides that of PARLEY_PUBLIC_URL, separated by commas: chat.example.com, *.example.com; * for all. Addresses and localhost always may.',
  ),
  PARLEY_METRICS_TOKEN: secret(16).describe(
    'Bearer token for /metrics. Without it only this machine itself may read them.',
  ),
  PARLEY_SLOW_QUERY_MS: number(0, 3_600_000, 1_000).describe(
    'Statements that take longer are logged, without their values; 0: none are.',
  ),
  TRUST_PROXY: text.describe(
    'Proxies whose X-Forwarded-For is believed: addresses, networks as 10.0.0.0/8, or loopback, linklocal, uniquelocal.',
  ),
  PARLEY_RATE_ADDRESS: rate(6_000).describe(
    'Requests a minute from one address, or one IPv6 network; 0: as many as they like. This machine itself is not counted.',
  ),
  PARLEY_RATE_ACCOUNT: rate(60_000).describe('The same of one member or visitor, over all addresses.'),
  PARLEY_RATE_KEY: rate(60_000).describe('The same with one API key.'),
  PARLEY_RATE_TENANT: rate(120_000).describe('The same in one tenant.'),
  PARLEY_OWNER_EMAIL: z.email('must be an email address').optional(),
  PARLEY_OWNER_PASSWORD: text,
  PARLEY_UPLOAD_LIMIT_MB: number(1, 2_000, 50),
  PARLEY_VECTOR_MEMORY_MB: number(16, 65_536, 512).describe(
    'What vectors of passages may take of memory; a knowledge base with more is searched by words alone.',
  ),
  PARLEY_REPLY_LIMIT_SECONDS: number(5, 3_600, 600),
  PARLEY_LEASE_SECONDS: number(1, 60, 5, { isWhole: false }),
  PARLEY_SECRET_KEY: secret(32).describe(
    'Seals the keys of providers at rest; a file in the data directory when not set.',
  ),
  PARLEY_SECRET_KEY_FORMER: text.describe(
    'Former keys, separated by commas: what they sealed still opens until `parley keys reseal` has run.',
  ),
  PARLEY_ENCRYPTION: oneOf(['on', 'off'])
    .default('off')
    .describe('Whether messages, files and backups are sealed where they lie. Wants PARLEY_SECRET_KEY.'),
  PARLEY_PRIVATE_HOSTS: text.describe(
    'Hosts in private networks that any admin may connect a model provider or a server of tools at, separated by commas: 10.0.0.7:11434. A host by itself means its ports 80 and 443, host:* every port; * all hosts.',
  ),
  PARLEY_PRIVATE_PAGE_HOSTS: text.describe(
    'Hosts in private networks whose pages any admin may take into a knowledge base, written in the same way.',
  ),
  PARLEY_SUMMARY_EVERY: number(0, 200, 10).describe(
    'How many messages of a long conversation are summed up at a time; 0: none are.',
  ),
  SCHEDULER_CHECK_INTERVAL_MINUTES: number(1, 10_080, 5).describe(
    'How many minutes a session of Lingxi’s is quiet before its agent may speak first, where the agent’s timings do not say.',
  ),
  PARLEY_TITLES: oneOf(['model', 'first-words'])
    .default('model')
    .describe('Where the title of a conversation that nobody named comes from.'),
  PARLEY_INBOX_SUMMARIES: oneOf(['on', 'off'])
    .default('on')
    .describe('Whether a model sums up what was said before a person is asked for.'),
  PARLEY_BACKUP_SCHEDULE: text.describe(
    'When backups are made by themselves: a cron pattern of five fields, in UTC, such as 0 3 * * *.',
  ),
  PARLEY_BACKUP_DIR: text.describe('Where to; backups in the data directory when not set.'),
  PARLEY_BACKUP_KEEP: number(1, 1_000, 7).describe('How many of them are kept.'),
  PARLEY_RESTORE_POINTS: number(0, 100, 3).describe(
    'How many backups are kept that are made before the schema of a database with data is moved; 0: none are made.',
  ),
  PARLEY_RESTORE_POINT_MAX_MB: number(1, 1_000_000, 4_096).describe(
    'A larger database gets no restore point before its schema is moved: take a snapshot instead.',
  ),
  PARLEY_EVENT_DAYS: number(7, 3_650, 90).describe(
    'For how many days, at least, events are kept for clients and webhooks that come back; what the audit log tells stays.',
  ),
  PARLEY_SEARCH_MONTHS: number(0, 1_200, 0).describe(
    'For how many months, at least, conversations are found by what was said in them; 0: for ever.',
  ),
  PARLEY_DEMO: oneOf(['0', '1'])
    .default('0')
    .describe(
      '1: makes the accounts that older systems’ documents name, with passwords that everybody knows.',
    ),
  PARLEY_MINI_CHATBOX_OPEN: oneOf(['0', '1'])
    .default('0')
    .describe(
      '1: callers of mini-chatbox without an account also change its provider, documents and tool servers.',
    ),
  PARLEY_CHAT_API_NAMED_SESSIONS: oneOf(['0', '1'])
    .default('0')
    .describe(
      '1: a session of chat-api under a name that can be guessed, such as test-session-123, is everybody’s who names it.',
    ),
  PARLEY_REGISTRATION: oneOf(['by-tenant', 'open'])
    .default('by-tenant')
    .describe(
      'open: people may register in the only tenant, or in main, as if its owner had said so in the console.',
    ),
  PARLEY_ENV_FILE: text.describe('Another file of variables than `.env` beside package.json; empty: none.'),
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
