import { expect, test } from 'vitest'
import { killRounds } from '#test/support/kill-rounds.ts'
import { untilCaught } from '#test/support/until-caught.ts'

const onServer = process.env.PARLEY_TEST_DATABASE_URL !== undefined
// Where every test runs a second time, on PostgreSQL, half of them are enough.
const ROUNDS = onServer ? 10 : 20

test(`kill -9 during answers, ${ROUNDS} rounds: nothing lost, doubled, stuck or torn`, {
  timeout: 300_000,
}, async () => {
  const report = await killRounds({ rounds: ROUNDS })
  console.log('kill rounds:', JSON.stringify(report))
  // The fault really happened: answers were interrupted and begun anew.
  expect(report.superseded).toBeGreaterThan(0)
  expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0 })
})

// Whoever judges is the same on both: it is seen once that it sees.
test.skipIf(onServer)(
  'the same rounds catch a server that acknowledges before it commits',
  { timeout: 300_000 },
  async () => {
    const plant = new URL('../support/plant-early-acknowledgement.ts', import.meta.url).href
    const lost = await untilCaught(3, async () => (await killRounds({ rounds: 5, plants: [plant] })).lost)
    expect(lost).toBeGreaterThan(0)
  },
)
