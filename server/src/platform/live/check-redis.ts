import type { RedisOptions } from './redis-live.ts'

const PATIENCE_MS = 3_000

/** The product and version of a Redis or Valkey server. Throws if it is unreachable or refuses the credentials. */
export async function checkRedis({ url }: RedisOptions): Promise<{ version: string }> {
  const { createClient } = await import('@redis/client')
  const client = createClient({
    url: url.reveal(),
    socket: { connectTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, reconnectStrategy: false },
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const told = String(await client.sendCommand(['INFO', 'server']))
    return { version: /^redis_version:(\S+)/m.exec(told)?.[1] ?? 'unknown' }
  } finally {
    if (client.isOpen) client.destroy()
  }
}
