import { readFileSync } from 'node:fs'
import { type Child, startChild } from './child.ts'
import { type Balance, openHttpClient } from './http-client.ts'
import { OWNER, parleyTarget } from './parley-target.ts'
import { relayTarget } from './relay-target.ts'
import type { MeasuredRedis } from './redis.ts'
import type { Target } from './target.ts'

/** A running server, its client, and how to talk to it. */
export interface Server extends Child {
  target(): Promise<Target>
}

interface ServerOptions {
  readonly core: number | null
  readonly modelUrl: string
  readonly databaseUrl: string | null
  /** The process of the database, whose work counts as the server’s. */
  readonly databasePid?: number
}

interface ParleyOptions extends ServerOptions {
  readonly dataDirectory: string
  readonly members: number
}

/** The arguments that `npm start` passes to Node. */
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
export const startArgs = String(scripts.start).split(' ').slice(1)

/** Starts Parley as anyone would, on a free port. */
export async function startParley(options: ParleyOptions, env: Record<string, string> = {}): Promise<Server> {
  return answering([await startOne(options, env)], options, (http, pids) =>
    parleyTarget(http, pids, options.members),
  )
}

/** Starts two that a Redis joins on one database. */
export async function startPair(
  options: ParleyOptions,
  redis: MeasuredRedis,
  balance: Balance = 'by request',
): Promise<Server> {
  const env = { REDIS_URL: redis.url }
  const first = await startOne(options, env)
  const second = await startOne(options, env).catch(async (error: unknown) => {
    await first.stop()
    throw error
  })
  return answering(
    [first, second],
    options,
    (http, pids) => parleyTarget(http, [...pids, redis.pid], options.members, 'pair'),
    balance,
  )
}

function startOne(
  { core, modelUrl, databaseUrl, dataDirectory }: ParleyOptions,
  env: Record<string, string> = {},
): Promise<Child> {
  return startChild({
    args: startArgs,
    core,
    env: {
      PORT: '0',
      PARLEY_DATA_DIR: dataDirectory,
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      OPENAI_BASE_URL: modelUrl,
      OPENAI_API_KEY: 'none is needed',
      OPENAI_MODEL: 'scripted',
      PARLEY_OWNER_EMAIL: OWNER.email,
      PARLEY_OWNER_PASSWORD: OWNER.password,
      LOG_LEVEL: 'warn',
      ...env,
    },
  })
}

/** Starts the raw relay. */
export async function startRelay(options: ServerOptions): Promise<Server> {
  const { core, modelUrl, databaseUrl } = options
  const database = databaseUrl === null ? [] : ['--database', databaseUrl]
  const child = await startChild({ args: ['bench/relay.ts', '--model', modelUrl, ...database], core })
  return answering([child], options, async (http, pids) => relayTarget(http, pids))
}

async function answering(
  children: readonly [Child, ...Child[]],
  { databasePid }: ServerOptions,
  open: (http: ReturnType<typeof openHttpClient>, pids: number[]) => Promise<Target>,
  balance?: Balance,
): Promise<Server> {
  const http = openHttpClient(
    children.map(({ url }) => url),
    balance,
  )
  const stop = async () => {
    http.close()
    await Promise.all(children.map((child) => child.stop()))
  }
  try {
    // A server that reports ready must be ready.
    for (const _ of children) await http.json('GET', '/readyz')
    const pids = [...children.map(({ pid }) => pid), ...(databasePid === undefined ? [] : [databasePid])]
    return { ...children[0], stop, target: () => open(http, pids) }
  } catch (error) {
    await stop()
    throw error
  }
}
