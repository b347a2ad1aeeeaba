import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate } from '#platform/database/migrate.ts'
import { startChildServer } from '#test/support/child-server.ts'
import type { Database } from '#platform/database/open.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { everyRow } from '#test/support/every-row.ts'
import { storeOldData } from '#test/support/old-data.ts'
import { parley } from '#test/support/parley-command.ts'

const serverUrl = process.env.PARLEY_TEST_DATABASE_URL
/** A busy machine takes minutes for all migrations of the embedded database. */
const LONG = { timeout: 300_000 }

/** The tables of before in which there was something, and what they are called today. */
const stored = {
  tenants: 'tenants',
  members: 'members',
  visitors: 'visitors',
  sign_ins: 'sessions',
  api_keys: 'api_keys',
  agents: 'agents',
  conversations: 'conversations',
  messages: 'messages',
  replies: 'replies',
  files: 'files',
}

test('a server upgrades old data, keeps a restore point, and that can be restored', LONG, async () => {
  await using place = await emptyInstallation(serverUrl)
  const database = await place.open()
  await migrate(database, { to: '0005-work' })
  await storeOldData(database, '0005-work')
  const before = await everyRow(database)
  await database.close()

  const tried = await parley(['migrate', 'up', '--dry-run'], place.env)
  expect(tried, tried.output).toMatchObject({ code: 0 })
  expect(tried.output).toMatch(/up 0006-knowledge\n[^]*It succeeded/)
  expect((await parley(['migrate', 'current'], place.env)).output).toBe('0005-work\n')

  const child = await startChildServer({ ...place.env, LOG_LEVEL: 'info' })
  await child.kill('SIGTERM')
  expect(child.output()).toContain('A restore point was made')
  const folder = join(place.directory, 'restore-points')
  const [point = ''] = readdirSync(folder)
  expect(point).toMatch(/0005-work\.backup$/)

  await using again = await emptyInstallation(serverUrl)
  const restored = await parley(['restore', join(folder, point)], again.env)
  expect(restored, restored.output).toMatchObject({ code: 0 })
  const [upgraded, back] = [await place.open(), await again.open()]
  const rowsOf = (one: Database) => everyRow(one).finally(() => one.close())
  const [kept, went] = [await rowsOf(back), await rowsOf(upgraded)]
  for (const [was, is] of Object.entries(stored)) {
    expect(kept[is], is).toHaveLength(before[was]?.length ?? 0)
    expect(kept[is], is).toEqual(went[is])
  }
  // The server did and told more meanwhile.
  expect(kept.events).not.toHaveLength(0)
  expect(went.events).toEqual(expect.arrayContaining(kept.events ?? []))
  const jobs = before.jobs?.map((row) => expect.stringContaining(/"[a-z]+\.[a-z-]+"/.exec(row)?.[0] ?? ''))
  expect(kept.jobs).toEqual(expect.arrayContaining(jobs ?? []))
  expect(kept.event_counters).toHaveLength(1)
  const others = ['event_counters', 'events', 'jobs']
  expect(
    Object.keys(before)
      .filter((table) => before[table]?.length)
      .toSorted(),
  ).toEqual([...Object.keys(stored), ...others].toSorted())
})

test('a database too large for a restore point is migrated without, and that is reported', LONG, async () => {
  await using place = await emptyInstallation(serverUrl)
  const database = await place.open()
  await migrate(database, { to: '0005-work' })
  await database.close()
  const env = { ...place.env, PARLEY_RESTORE_POINT_MAX_MB: '1' }
  const moved = await parley(['migrate', 'to', '0006-knowledge'], env)
  expect(moved, moved.output).toMatchObject({ code: 0 })
  expect(moved.output).toMatch(
    /^No restore point was made: the database has \d+ MB, more than PARLEY_RESTORE_POINT_MAX_MB/,
  )
  expect(moved.output).toContain('up 0006-knowledge')
  expect(existsSync(join(place.directory, 'restore-points'))).toBe(false)
})
