import { expect, test } from 'vitest'
import { powerRounds } from '#test/support/power-rounds.ts'
import { mountPoweredDisk } from '#test/support/powered-disk.ts'
import { sized } from './size.ts'

const onServer = process.env.PARLEY_TEST_DATABASE_URL !== undefined
const whyNot = onServer
  ? 'the database server has its own disk'
  : 'no disk can be mounted here whose power can be cut'
const LONG = { timeout: sized(180_000, 1_800_000) }
const mountDisk = async () => (onServer ? null : mountPoweredDisk(1_024))

test(
  'power cuts under load, the first right after the first start, lose nothing acknowledged',
  LONG,
  async ({ skip }) => {
    await using disk = await mountDisk()
    if (!disk) return skip(whyNot)
    const report = await powerRounds(disk, { rounds: sized(4, 60) })
    console.log('power cuts:', JSON.stringify(report))
    // Answers were interrupted and begun anew, and files were taken in between.
    expect(report.superseded).toBeGreaterThan(0)
    expect(report.files).toBeGreaterThan(0)
    expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0, filesLost: 0 })
  },
)

test('the same cuts catch a PostgreSQL that acknowledges before the disk has it', LONG, async ({ skip }) => {
  await using disk = await mountDisk()
  if (!disk) return skip(whyNot)
  const report = await powerRounds(disk, { rounds: 2, without: 'synchronous_commit' })
  expect(report.lost).toBeGreaterThan(0)
})
