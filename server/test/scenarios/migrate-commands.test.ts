import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownMigrations } from '#platform/database/migrate.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { parley } from '#test/support/parley-command.ts'

/** A busy machine takes minutes for all migrations of the embedded database. */
const LONG = { timeout: 600_000 }

test('up runs all and makes the key, and each way says beforehand exactly what it does', LONG, async () => {
  await using place = await emptyInstallation(serverOfRun())
  const run = async (...args: string[]) => {
    const { code, output } = await parley(['migrate', ...args], place.env)
    expect([args, code, output]).toEqual([args, 0, output])
    return output.trimEnd().split('\n')
  }
  const steps = (lines: readonly string[]) => lines.filter((line) => /^(up|down) /.test(line))
  const [first = '', second = '', ...others] = (await knownMigrations()).map((name) => `up ${name}`)
  const key = join(place.directory, 'secret.key')

  expect(steps(await run('up', '--dry-run'))).toEqual([first, second, ...others])
  expect(steps(await run('up', '--one', '--dry-run'))).toEqual([first])
  expect(await run('current')).toEqual(['nothing'])
  expect(existsSync(key)).toBe(false)
  const one = await run('up', '--one')
  expect(one).toEqual([first, expect.stringMatching(`^${others.length + 1} more are missing: .*migrate up`)])
  const made = readFileSync(key, 'utf8')
  const tried = await run('up', '--one', '--dry-run')
  expect(tried).toEqual([
    expect.stringContaining('A restore point would be made first'),
    second,
    expect.stringContaining('It went well'),
  ])
  expect(await run('down', '--dry-run')).toContain(first.replace('up', 'down'))
  expect(await run('current')).toEqual([first.slice(3)])
  expect(existsSync(join(place.directory, 'restore-points'))).toBe(false)

  expect(steps(await run('up'))).toEqual([second, ...others])
  expect(await run('up')).toEqual(['Nothing to do.'])
  expect(await run('up', '--dry-run')).toEqual(['Nothing to do.'])
  const last = others.at(-1) ?? ''
  const down = last.replace('up', 'down')
  expect(steps(await run('down'))).toEqual([down])
  expect(steps(await run('to', last.slice(3), '--dry-run'))).toEqual([last])
  expect(steps(await run('up'))).toEqual([last])
  const back = others
    .slice(-2)
    .map((line) => line.replace('up', 'down'))
    .toReversed()
  const goal = others.at(-3)?.slice(3) ?? ''
  expect(steps(await run('to', goal, '--dry-run'))).toEqual(back)
  expect(steps(await run('to', goal))).toEqual(back)
  expect(readFileSync(key, 'utf8')).toBe(made)
  expect(readdirSync(join(place.directory, 'restore-points')).length).toBeGreaterThan(0)
})

test('a migration that there is not is named', async () => {
  await using place = await emptyInstallation(serverOfRun())
  expect(await parley(['migrate', 'to', '0099-nonsense'], place.env)).toEqual({
    code: 1,
    output: 'This version has no migration 0099-nonsense. `npx parley migrate history` lists them.\n',
  })
})
