import { expect, test } from 'vitest'
import { fenceRounds } from '#test/support/fence-rounds.ts'

const onServer = process.env.PARLEY_TEST_DATABASE_URL !== undefined
const silent = { late: 0, grown: 0, asked: 0 }

test('no agent says a word after the takeover was acknowledged, whenever in its answer that was', async () => {
  const report = await fenceRounds({ rounds: 160, atOnce: 16 })
  console.log('fence rounds:', JSON.stringify(report))
  expect(report).toMatchObject(silent)
  // Answers really were cut off, some before their first word, and what was lost is with the desk.
  expect(report.cut).toBeGreaterThan(0)
  expect(report.drafts).toBeGreaterThan(0)
})

test.runIf(onServer)('nor when another process takes what this one writes', async () => {
  const report = await fenceRounds({ rounds: 80, atOnce: 8, isAcross: true })
  console.log('fence rounds across processes:', JSON.stringify(report))
  expect(report).toMatchObject(silent)
  expect(report.cut).toBeGreaterThan(0)
})
