import { freshDatabase } from './fresh-database.ts'
import { type ChildServer, startChildServer } from './child-server.ts'
import { scriptedModels } from './conversation.ts'
import { freePort } from './free-port.ts'
import { type ModelServer, startModelServer } from './model-server/start-model-server.ts'
import { askAt, OWNER, type ReachedServer } from './open-test-server.ts'
import type { SignedIn } from '#contract/shapes/people.ts'

/** A server in a process of its own, with an owner who is signed in and models that are scripted. */
export interface ChildStage extends ReachedServer, AsyncDisposable {
  readonly models: ModelServer
  /** Its data directory. */
  readonly directory: string
  readonly kind: 'embedded' | 'server'
  readonly env: Readonly<Record<string, string>>
  /** The process that runs now, or ran last. */
  readonly child: ChildServer
  /** Starts it again, at the same address and on the same data, after it has ended. */
  start(more?: Starting): Promise<ChildServer>
}

interface Starting {
  env?: Record<string, string>
  /** Options of Node, such as a module to load first. */
  nodeOptions?: string[]
  /** A program that starts it, with its options. */
  through?: string[]
}

/** Loads a module of `server/test/support` before the server, to plant something in it. */
export const planting = (name: string): string[] => [
  '--import',
  new URL(`./${name}.ts`, import.meta.url).href,
]

export async function openChildStage(starting: Starting = {}): Promise<ChildStage> {
  const models = await startModelServer()
  const database = await freshDatabase()
  const env: Record<string, string> = {
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PARLEY_TITLES: 'first-words',
    PARLEY_SUMMARY_EVERY: '0',
    PARLEY_INBOX_SUMMARIES: 'off',
    ...scriptedModels(models),
    PORT: String(await freePort()),
  }
  let child: ChildServer
  let [nodeOptions, through]: string[][] = [[], []]
  const start = async (more: Starting = {}) => {
    Object.assign(env, more.env)
    nodeOptions = more.nodeOptions ?? nodeOptions
    through = more.through ?? through
    child = await startChildServer(env, nodeOptions, [], through)
    return child
  }
  child = await start(starting)
  const { url } = child
  let owner = ''
  const ask = askAt(url, () => owner)
  const signedIn = await ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })
  owner = signedIn.body.accessToken
  return {
    models,
    directory: database.directory,
    kind: database.options.kind,
    env,
    url,
    owner,
    ask,
    get child() {
      return child
    },
    start,
    async [Symbol.asyncDispose]() {
      await child.kill('SIGKILL')
      await models.close()
      await database.drop()
    },
  }
}
