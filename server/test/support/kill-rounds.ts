import { setTimeout as pause } from 'node:timers/promises'
import { freshDatabase } from './fresh-database.ts'
import { startChildServer } from './child-server.ts'
import { type CrowdReport, openCrowd } from './crowd.ts'
import { freePort } from './free-port.ts'
import { startModelServer } from './model-server/start-model-server.ts'
import { OWNER } from './open-test-server.ts'

interface Rounds {
  rounds: number
  users?: number
  /** Goes on until so many messages were acknowledged, with the kills spread over them. */
  acknowledgements?: number
  /** What a model is told to answer somebody. */
  answer?: (user: number) => string
  /** Is told after each kill how far it came. */
  told?: (kills: number, acknowledged: number) => void
  /** Modules that the server loads first, to plant a defect. */
  plants?: string[]
  /** Further options of Node. */
  nodeOptions?: string[]
  /** How it is killed; by default so that it hears nothing of it. */
  signal?: NodeJS.Signals
  /** Is told how each ended, and what it said. */
  ended?: (code: number | null, output: string) => void
}

/** Kills a server in the middle of answers again and again while users go on, and counts what did not survive. */
export async function killRounds({
  rounds,
  users = 8,
  plants = [],
  nodeOptions = [],
  signal = 'SIGKILL',
  ended = () => {},
  acknowledgements = 0,
  answer,
  told = () => {},
}: Rounds): Promise<CrowdReport> {
  const models = await startModelServer()
  const database = await freshDatabase()
  const env = {
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PARLEY_LEASE_SECONDS: '1',
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: models.openaiBaseUrl,
    OPENAI_MODEL: 'scripted',
    PORT: String(await freePort()),
  }
  const start = () =>
    startChildServer(env, [...nodeOptions, ...plants.flatMap((plant) => ['--import', plant])])
  let server = await start()
  const crowd = openCrowd(() => server.url, answer)
  await crowd.signIn()
  const stopping = new AbortController()
  const working = crowd.workAll(users, stopping.signal)

  for (let round = 0; round < rounds; round += 1) {
    await pause(150 + Math.random() * 500)
    while (crowd.acknowledged() < (acknowledgements * round) / rounds) await pause(Math.random() * 200)
    ended(await server.kill(signal), server.output())
    server = await start()
    told(round + 1, crowd.acknowledged())
  }
  while (crowd.acknowledged() < acknowledgements) await pause(200)
  stopping.abort()
  await working
  const report = await crowd.inspect()
  await server.kill('SIGTERM')
  await models.close()
  await database.drop()
  return report
}
