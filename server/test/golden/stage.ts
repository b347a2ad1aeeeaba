import { dialects } from '#dialects/index.ts'
import { type Door, openDoor } from '#entry/http.ts'
import { makeFirstOwner } from '#features/access/index.ts'
import type { Ports } from '#kernel/ports.ts'
import { type OpenApplication, openApp } from '#server/app.ts'
import { type Config, readConfig } from '#server/config.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import type { ScriptedReply } from '#test/support/model-server/scripted-reply.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'

const PASSWORD = 'long walks by the river'
export const OWNER = { email: 'owner@example.com', password: PASSWORD }

/** A whole server with a scripted model, at which stories are played. */
export interface Stage extends AsyncDisposable {
  readonly app: OpenApplication
  readonly models: ModelServer
  /** Where a dialect is found: on its own port. */
  url(dialect: string): string
  /** What the model says next, one for each time that it is asked. */
  script(replies: Partial<ScriptedReply>[]): void
  /** The token of somebody by name: `owner`, `key` for an API key of the owner, else an end user of that name. */
  tokenOf(name: string): Promise<string>
  /** Meanwhile a process with this environment has the same data and models. */
  restart(meanwhile?: (env: Record<string, string>) => Promise<void>): Promise<void>
}

interface Options {
  /** As PARLEY_LISTEN would say it; ports are 0, so that the system chooses them. */
  listen: string
  /** Without an owner the server is as new as on its first start. */
  hasOwner?: boolean
  /** Without a model the server has only its offline one. */
  hasModel?: boolean
  env?: Record<string, string>
  /** Another clock for what is due. */
  now?: () => Date
  /** Other parts of the outside world. */
  ports?: Partial<Ports>
}

export async function openStage({
  listen,
  hasOwner = true,
  hasModel = true,
  env: more = {},
  now = () => new Date(),
  ports = {},
}: Options): Promise<Stage> {
  const models = await startModelServer()
  const database = await freshDatabase()
  const { options } = database
  const env = {
    PARLEY_DATA_DIR: database.directory,
    LOG_LEVEL: 'silent',
    PARLEY_LISTEN: listen,
    ...(hasModel && scriptedModels(models)),
    ...more,
  }
  const config = { ...readConfig(env), database: options }
  let open = await openServer(config, now, ports)
  if (hasOwner) await makeFirstOwner(open.app, OWNER)

  const url = (dialect: string) => {
    const door = open.doors.find(({ listener }) => listener.dialects.includes(dialect))
    if (!door) throw new Error(`No door speaks ${dialect}.`)
    return door.url
  }
  const tokens = new Map<string, Promise<string>>()

  return {
    get app() {
      return open.app
    },
    models,
    url,
    script: (replies) => models.script(...replies),
    tokenOf(name) {
      const token = tokens.get(name) ?? makeToken(name, url('native'))
      tokens.set(name, token)
      return token
    },
    async restart(meanwhile) {
      await open.close()
      await meanwhile?.({ ...env, ...(options.kind === 'server' && { DATABASE_URL: options.url.reveal() }) })
      open = await openServer(config, now, ports)
    },
    async [Symbol.asyncDispose]() {
      await open.close()
      await database.drop()
      await models.close()
    },
  }
}

async function openServer(config: Config, now: () => Date, fakes: Partial<Ports>) {
  const app = await openApp(config, { now, fakes })
  const doors: Door[] = []
  for (const listener of config.listeners) doors.push(await openDoor(app, config, listener, dialects))
  const close = async () => {
    await Promise.all(doors.map((door) => door.close()))
    await app.close()
  }
  return { app, doors, close }
}

async function makeToken(name: string, native: string): Promise<string> {
  const ask = async (path: string, body: object, token = ''): Promise<Record<string, unknown>> => {
    const response = await fetch(native + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }
  const owner = String((await ask('/v1/auth/login', OWNER)).accessToken)
  if (name === 'owner') return owner
  if (name === 'key') return String((await ask('/v1/api-keys', { name, scopes: ['*'] }, owner)).secret)
  const email = `${name}@example.com`
  const invitation = await ask('/v1/invitations', { email, role: 'end_user' }, owner)
  const person = { email, name, password: PASSWORD, invitationToken: invitation.token }
  return String((await ask('/v1/auth/register', person)).accessToken)
}
