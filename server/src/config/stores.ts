import { Secret } from '#platform/crypto/secret.ts'
import type { DatabaseOptions } from '#platform/database/open.ts'
import type { RedisOptions } from '#platform/live/redis-live.ts'
import type { Variables } from './environment.ts'
import { postgresUrl } from './postgres-url.ts'
import { ConfigRefused } from './refused.ts'

const prepares = { auto: 'auto', on: true, off: 'unnamed' } as const

/** The database to use. Throws ConfigRefused. */
export function databaseOptions(
  {
    DATABASE_URL: url,
    PARLEY_DATABASE_CONNECTIONS: connectionsMax,
    PARLEY_DATABASE_PREPARE: prepare,
    PARLEY_POSTGRES_BIN: bin,
  }: Variables,
  dataDirectory: string,
): DatabaseOptions {
  if (!url) return { kind: 'embedded', directory: dataDirectory, ...(bin && { bin }) }
  return {
    kind: 'server',
    url: new Secret(postgresUrl('DATABASE_URL', url)),
    connectionsMax,
    prepares: prepares[prepare],
  }
}

/** The Redis that connects processes; null for a single process. Throws ConfigRefused. */
export function redisOptions({
  REDIS_URL: url,
  PARLEY_REDIS_PREFIX: prefix,
  DATABASE_URL,
}: Variables): RedisOptions | null {
  if (!url) return null
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol))
    throw new ConfigRefused('REDIS_URL must begin with redis:// or rediss://.')
  if (!DATABASE_URL)
    throw new ConfigRefused(
      'REDIS_URL: requires DATABASE_URL, because Redis connects processes that share one PostgreSQL',
    )
  return { url: new Secret(url), prefix }
}
