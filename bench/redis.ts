import { hasRedis, startRedis } from '#test/support/redis-server.ts'

/** A Redis only for this run. */
export interface MeasuredRedis {
  readonly url: string
  /** Its process, whose work counts as that of the servers it connects. */
  readonly pid: number
  stop(): Promise<void>
}

/** Null where Redis is not installed. */
export async function startMeasuredRedis(): Promise<MeasuredRedis | null> {
  if (!hasRedis) return null
  const redis = await startRedis()
  return { url: redis.url, pid: redis.pid(), stop: () => redis[Symbol.asyncDispose]() }
}
