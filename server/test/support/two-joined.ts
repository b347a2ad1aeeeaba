import { scriptedModels } from './conversation.ts'
import { joinTestServer } from './join-test-server.ts'
import { type ModelServer, startModelServer } from './model-server/start-model-server.ts'
import { openTestServer, type TestServer } from './open-test-server.ts'
import { hasRedis, startRedis } from './redis-server.ts'

const databaseUrl = process.env.PARLEY_TEST_DATABASE_URL

/** Whether two processes can be joined here: that takes a PostgreSQL and a Redis. */
export const canJoin = hasRedis && databaseUrl !== undefined

/** Two servers on one PostgreSQL, joined by a Redis, with scripted models. */
export interface TwoJoined extends AsyncDisposable {
  readonly models: ModelServer
  readonly redis: Awaited<ReturnType<typeof startRedis>>
  readonly one: TestServer
  readonly other: TestServer
}

export async function openTwoJoined(): Promise<TwoJoined> {
  await using opened = new AsyncDisposableStack()
  const models = await startModelServer()
  opened.defer(() => models.close())
  const redis = opened.use(await startRedis())
  const env = { ...scriptedModels(models), DATABASE_URL: databaseUrl ?? '', REDIS_URL: redis.url }
  const one = opened.use(await openTestServer({ env }))
  const other = opened.use(await joinTestServer(one))
  const cleanUp = opened.move()
  return { models, redis, one, other, [Symbol.asyncDispose]: () => cleanUp.disposeAsync() }
}
