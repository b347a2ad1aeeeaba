import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ofBackups } from '#entry/cli/doctor/of-backups.ts'
import { reasonsAgainst } from '#entry/readiness.ts'
import { checkBackupFile } from '#platform/backup/read-backup-file.ts'
import { openApp } from '#server/app.ts'
import { ConfigRefused, readConfig } from '#server/config.ts'
import { openTestApp } from '#test/support/open-test-app.ts'

const env = { PARLEY_BACKUP_SCHEDULE: '0 3 * * *', PARLEY_BACKUP_KEEP: '2' }

function steeredClock(at: string) {
  let now = new Date(at)
  return {
    now: () => now,
    set(to: string) {
      now = new Date(to)
    },
  }
}

const wrongIn = async (...asked: Parameters<typeof ofBackups>) =>
  (await ofBackups(...asked)).findings.filter(({ isWrong }) => isWrong).map(({ what }) => what)

test('a backup is made when due, once for all processes, and the newest are kept', async () => {
  const clock = steeredClock('2026-01-01T02:59:00Z')
  await using app = await openTestApp({ env, now: clock.now })
  const folder = join(app.config.dataDirectory, 'backups')
  const isShared = app.config.database.kind === 'server'
  const other = isShared ? await openApp(app.config, { now: clock.now }) : null
  try {
    mkdirSync(folder)
    writeFileSync(join(folder, 'parley-2025-12-31T03-00-00Z.backup.part'), 'what was left of one')
    expect(readdirSync(folder)).toHaveLength(1)
    clock.set('2026-01-01T03:00:00Z')
    await expect.poll(() => readdirSync(folder)).toEqual(['parley-2026-01-01T03-00-00Z.backup'])
    await checkBackupFile(join(folder, 'parley-2026-01-01T03-00-00Z.backup'))
    // Of the days that were missed the last is made up for.
    clock.set('2026-01-04T12:00:00Z')
    const two = ['parley-2026-01-01T03-00-00Z.backup', 'parley-2026-01-04T03-00-00Z.backup']
    await expect.poll(() => readdirSync(folder)).toEqual(two)
    clock.set('2026-01-05T03:00:30Z')
    const last = ['parley-2026-01-04T03-00-00Z.backup', 'parley-2026-01-05T03-00-00Z.backup']
    await expect.poll(() => readdirSync(folder)).toEqual(last)
    const counted = async ({ metrics }: Pick<typeof app, 'metrics'>) =>
      Number(/parley_backups_total\{outcome="ok"\} (\d+)/.exec(await metrics.read())?.[1] ?? 0)
    await expect.poll(async () => (await counted(app)) + (other ? await counted(other) : 0)).toBe(3)
    expect(await wrongIn(app.config, clock.now())).toEqual([])
    expect(await wrongIn(app.config, new Date('2026-01-06T04:30:00Z'))).toEqual([
      expect.stringContaining('2026-01-06T03:00:00'),
    ])
  } finally {
    await other?.close()
  }
})

test('a failed one is counted and leaves the server ready; the next is made', async () => {
  const clock = steeredClock('2026-01-01T02:59:00Z')
  await using app = await openTestApp({ env, now: clock.now })
  const folder = join(app.config.dataDirectory, 'backups')
  writeFileSync(folder, 'a file where the folder should be')
  clock.set('2026-01-01T03:00:00Z')
  await expect
    .poll(() => wrongIn(app.config, clock.now()))
    .toEqual([expect.stringContaining('cannot be read')])
  rmSync(folder)
  mkdirSync(folder)
  mkdirSync(join(folder, 'parley-2026-01-01T03-00-00Z.backup.part'))
  await expect.poll(() => app.metrics.read()).toContain('parley_backups_total{outcome="failed"} 1')
  expect(await reasonsAgainst(app, app.config.dataDirectory)).toEqual([])
  rmSync(join(folder, 'parley-2026-01-01T03-00-00Z.backup.part'), { recursive: true, force: true })
  clock.set('2026-01-02T03:00:00Z')
  await expect.poll(() => readdirSync(folder)).toEqual(['parley-2026-01-02T03-00-00Z.backup'])
})

test('an invalid schedule is refused', () => {
  for (const schedule of ['every day', '0 3 * *', '0 0 3 * * *', '0 0 30 2 *'])
    expect(() => readConfig({ PARLEY_BACKUP_SCHEDULE: schedule })).toThrow(ConfigRefused)
})
