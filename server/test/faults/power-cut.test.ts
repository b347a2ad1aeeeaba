import { expect, test } from 'vitest'
import { powerRounds } from '#test/support/power-rounds.ts'
import { mountPoweredDisk } from '#test/support/powered-disk.ts'
import { sized } from './size.ts'

const LONG = { timeout: sized(180_000, 1_800_000) }
const DISK_MB = 1_024

test('power that is cut while people write takes nothing that was acknowledged', LONG, async ({ skip }) => {
  await using disk = await mountPoweredDisk(DISK_MB)
  if (!disk) return skip('no disk can be mounted here whose power can be cut')
  const report = await powerRounds(disk, { rounds: sized(6, 60) })
  console.log('power cuts:', JSON.stringify(report))
  expect(report.files).toBeGreaterThan(0)
  expect(report).toMatchObject({ lost: 0, doubled: 0, stuck: 0, torn: 0, filesLost: 0 })
})

test('the same rounds catch a PostgreSQL that does not wait for the disk', LONG, async ({ skip }) => {
  await using disk = await mountPoweredDisk(DISK_MB)
  if (!disk) return skip('no disk can be mounted here whose power can be cut')
  let lost = 0
  for (let tries = 0; tries < 3 && lost === 0; tries += 1)
    lost += (await powerRounds(disk, { rounds: 3, without: 'synchronous_commit' })).lost
  expect(lost).toBeGreaterThan(0)
})
