import { setTimeout as pause } from 'node:timers/promises'
import { type ChildServer, startChildServer } from './child-server.ts'
import { freePort } from './free-port.ts'
import type { TestServer } from './open-test-server.ts'

const slowTool = new URL('./plant-slow-tool.ts', import.meta.url).pathname

/** A second process on the database of a server, which dies and comes back again and again. */
export interface RestartingServer extends AsyncDisposable {
  /** How often it was killed by now. */
  readonly deaths: () => number
}

/** Starts it; resolves when it is there for the first time. Needs a database server. */
export async function restartAgainAndAgain(
  { app: { config } }: TestServer,
  modelEnv: Record<string, string>,
): Promise<RestartingServer> {
  if (config.database.kind !== 'server') throw new Error('Two processes need a database server.')
  const env = {
    ...modelEnv,
    DATABASE_URL: config.database.url.reveal(),
    PARLEY_DATA_DIR: config.dataDirectory,
    PARLEY_LEASE_SECONDS: String(config.settings.leaseMs / 1_000),
    PORT: String(await freePort()),
  }
  const start = (): Promise<ChildServer> => startChildServer(env, ['--import', slowTool])
  const stopping = new AbortController()
  let deaths = 0
  let child = await start()
  const living = (async () => {
    while (!stopping.signal.aborted) {
      // Long enough to have taken answers, and at any moment of one.
      await pause(200 + Math.random() * 1_500, undefined, { signal: stopping.signal }).catch(() => {})
      await child.kill('SIGKILL')
      deaths += 1
      if (!stopping.signal.aborted) child = await start()
    }
  })()
  return {
    deaths: () => deaths,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await living
      await child.kill('SIGKILL')
    },
  }
}
