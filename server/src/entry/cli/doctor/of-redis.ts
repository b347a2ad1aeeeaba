import { checkRedis } from '#platform/live/check-redis.ts'
import type { Config } from '#server/config.ts'
import { advice, type Part, wrong } from './finding.ts'

const VERSION_MIN = 7

/** Whether the Redis that connects the processes is reachable. */
export async function ofRedis({ redis }: Pick<Config, 'redis'>): Promise<Part> {
  if (!redis) return { facts: { redis: null }, findings: [] }
  try {
    const { version } = await checkRedis(redis)
    const isOld = Number.parseInt(version, 10) < VERSION_MIN
    return {
      facts: { redis: version },
      findings: isOld
        ? [
            advice(
              `Redis ${version} is older than the versions that Parley is tested with.`,
              `Use Redis ${VERSION_MIN} or newer, or Valkey.`,
            ),
          ]
        : [],
    }
  } catch {
    return {
      facts: { redis: 'not reached' },
      findings: [
        wrong(
          'Redis at REDIS_URL cannot be reached or refuses the login.',
          'Start it, or correct REDIS_URL. Until then, processes learn about each other’s changes only by polling.',
        ),
      ],
    }
  }
}
