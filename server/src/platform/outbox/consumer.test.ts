import { expect, test } from 'vitest'
import type { Database } from '../database/open.ts'
import { openLog } from '../log/log.ts'
import { openConsumer } from './consumer.ts'

const PAUSE_MS = 100
const nobodyBehind = { system: async () => [] } as unknown as Database

test('a tenant in progress in another process is skipped for a while, and then checked again', async () => {
  const asked: { tenantId: string; at: number }[] = []
  const consumer = openConsumer({
    name: 'search',
    database: nobodyBehind,
    log: openLog('silent'),
    pauseMs: PAUSE_MS,
    lookEveryMs: 60_000,
    async catchUp(tenantId) {
      asked.push({ tenantId, at: performance.now() })
      return tenantId === 'busy' && asked.length < 3 ? 'elsewhere' : false
    },
  })
  consumer.note('busy')
  consumer.note('own')
  await expect.poll(() => asked.length).toBe(3)
  expect(asked.map(({ tenantId }) => tenantId)).toEqual(['busy', 'own', 'busy'])
  const [first, , again] = asked.map(({ at }) => at)
  expect((again ?? 0) - (first ?? 0)).toBeGreaterThan(1.5 * PAUSE_MS)
  // Also while it leaves a tenant to another process.
  asked.length = 0
  consumer.note('busy')
  await expect.poll(() => asked.length).toBe(1)
  await consumer.stop()
})
