import { expect, test } from 'vitest'
import { fenceRounds } from '#test/support/fence-rounds.ts'
import { plantNoLease } from '#test/support/plant-no-lease.ts'
import { hasRedis } from '#test/support/redis-server.ts'
import { untilCaught } from '#test/support/until-caught.ts'
import { plantCheckThenWrite } from '#test/support/plant-check-then-write.ts'

const onServer = process.env.PARLEY_TEST_DATABASE_URL !== undefined
// Under way whenever it is taken over, and at its end before anybody asks again whose it is.
const UNDER_WAY = '[[model ttft=0 tps=50 tokens=20]]'
const silent = { late: 0, grown: 0, asked: 0 }

test('no agent says a word after the takeover was acknowledged, at any point of its answer', async () => {
  // Where this is the second run, on PostgreSQL, half of them are enough: those below are more.
  const report = await fenceRounds({ rounds: onServer ? 80 : 160, atOnce: 16 })
  console.log('fence rounds:', JSON.stringify(report))
  expect(report).toMatchObject(silent)
  // Answers really were cut off, some before their first word, and what was lost is with operators.
  expect(report.cut).toBeGreaterThan(0)
  expect(report.drafts).toBeGreaterThan(0)
  expect(report.tools).toBeGreaterThan(0)
  expect(report.retried).toBeGreaterThan(0)
})

test.runIf(onServer)('nor when another process takes over what this one writes', async () => {
  const report = await fenceRounds({ rounds: 80, atOnce: 8, isAcross: true })
  console.log('fence rounds across processes:', JSON.stringify(report))
  expect(report).toMatchObject(silent)
  expect(report.cut).toBeGreaterThan(0)
})

const joined = onServer && hasRedis
test.runIf(joined)('nor when it is followed live in a process that hears the others late', async () => {
  const report = await fenceRounds({ rounds: 48, atOnce: 16, isAcross: true, hasRedis: true })
  console.log('fence rounds over Redis:', JSON.stringify(report))
  expect(report).toMatchObject(silent)
  expect(report.cut).toBeGreaterThan(0)
  expect(report.live).toBeGreaterThan(0)
})

test.runIf(joined)('the same rounds catch processes that relay text without a lease', async () => {
  const question = '[[model ttft=0 tps=50 tokens=120]]'
  const plan = { rounds: 24, atOnce: 8, isAcross: true, hasRedis: true, lateMs: 300, question }
  const late = await untilCaught(4, async () => {
    const report = await fenceRounds({ ...plan, plant: plantNoLease })
    console.log('fence rounds over Redis with a planted defect:', JSON.stringify(report))
    return report.late
  })
  expect(late).toBeGreaterThan(0)
})

test.runIf(onServer)('nor when processes die during answers and others continue them', async () => {
  const report = await fenceRounds({ rounds: 48, atOnce: 8, isAcross: true, hasRestarts: true })
  console.log('fence rounds with deaths:', JSON.stringify(report))
  expect(report).toMatchObject(silent)
  expect(report.deaths).toBeGreaterThan(0)
  expect(report.cut).toBeGreaterThan(0)
})

// Whoever judges is the same on both: it is seen once that it sees.
test.skipIf(onServer)('the same rounds catch a writer that checks before it writes', async () => {
  const report = await fenceRounds({ rounds: 24, atOnce: 4, question: UNDER_WAY, plant: plantCheckThenWrite })
  console.log('fence rounds with a planted defect:', JSON.stringify(report))
  expect(report.grown).toBeGreaterThan(0)
  expect(report.late).toBeGreaterThan(0)
})
