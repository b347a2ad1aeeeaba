import { type ChildServer, startChildServer } from './child-server.ts'
import { freePort } from './free-port.ts'
import { freshDatabase } from './fresh-database.ts'
import { type ModelServer, startModelServer } from './model-server/start-model-server.ts'
import { OWNER } from './open-test-server.ts'
import { startRedis } from './redis-server.ts'

/** Processes of their own on one PostgreSQL, joined by a Redis. */
export interface JoinedProcesses extends AsyncDisposable {
  readonly models: ModelServer
  readonly redis: Awaited<ReturnType<typeof startRedis>>
  /** Starts one more; at the end all that are left are killed. */
  start(options?: { port?: number; roles?: string }): Promise<ChildServer>
}

/** Prepares for them; none is started yet. */
export async function joinedProcesses({
  databaseUrl,
  env = {},
}: {
  databaseUrl?: string
  env?: Record<string, string>
} = {}): Promise<JoinedProcesses> {
  await using opened = new AsyncDisposableStack()
  const models = await startModelServer()
  opened.defer(() => models.close())
  const redis = opened.use(await startRedis())
  const database = await freshDatabase(databaseUrl)
  if (database.options.kind !== 'server') throw new Error('Several processes need a database server.')
  opened.defer(() => database.drop())
  const common = {
    PARLEY_DATA_DIR: database.directory,
    DATABASE_URL: database.options.url.reveal(),
    REDIS_URL: redis.url,
    TRUST_PROXY: 'loopback',
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PARLEY_LEASE_SECONDS: '1',
    PARLEY_TITLES: 'first-words',
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: models.openaiBaseUrl,
    OPENAI_MODEL: 'scripted',
    ...env,
  }
  const started: ChildServer[] = []
  opened.defer(async () => void (await Promise.all(started.map((server) => server.kill('SIGKILL')))))
  const cleanUp = opened.move()
  return {
    models,
    redis,
    async start({ port, roles = 'web,worker' } = {}) {
      const server = await startChildServer(
        { ...common, PORT: `${port ?? (await freePort())}` },
        [],
        ['--role', roles],
      )
      started.push(server)
      return server
    },
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  }
}

/** What a server says that is away, begins or ends, and what a balancer says for it. */
const LATER = new Set([429, 502, 503, 504])

/** Counts the answers of this process's requests that are neither what was asked for nor that it should be tried again. */
export function countRefusals() {
  const { fetch } = globalThis
  const refused: string[] = []
  globalThis.fetch = async (...asked: Parameters<typeof fetch>) => {
    const response = await fetch(...asked)
    if (!response.ok && !LATER.has(response.status)) refused.push(`${response.status} ${String(asked[0])}`)
    return response
  }
  return { refused, [Symbol.dispose]: () => void (globalThis.fetch = fetch) }
}
