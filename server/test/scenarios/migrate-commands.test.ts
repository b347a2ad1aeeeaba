import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { knownMigrations } from '#platform/database/migrate.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { parley, parleyHere } from '#test/support/parley-command.ts'

/** A busy machine takes minutes for all migrations of the embedded database. */
const LONG = { timeout: 600_000 }

test(
  'up runs all migrations and creates the key, and each direction predicts exactly what it does',
  LONG,
  async () => {
    await using place = await emptyInstallation(serverOfRun())
    const run = async (...args: string[]) => {
      const { code, output } = await parleyHere(['migrate', ...args], place.env)
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
    expect(one).toEqual([
      first,
      expect.stringMatching(`^${others.length + 1} more are missing: .*migrate up`),
    ])
    const made = readFileSync(key, 'utf8')
    const tried = await run('up', '--one', '--dry-run')
    expect(tried).toEqual([
      expect.stringContaining('A restore point would be made first'),
      second,
      expect.stringContaining('It succeeded in'),
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
  },
)

test(
  'a migration from before the baseline can be reached upwards from nothing, but never downwards',
  LONG,
  async () => {
    await using place = await emptyInstallation(serverOfRun())
    const run = (...args: string[]) => parleyHere(['migrate', ...args], place.env)
    const tried = await run('to', '0003-agents', '--dry-run')
    expect(tried.output).toContain('up 0001-tenants\nup 0002-people\nup 0003-agents')
    expect((await run('to', '0003-agents')).output).toBe('up 0001-tenants\nup 0002-people\nup 0003-agents')
    expect((await run('up', '--dry-run')).output).toContain(
      'up 0140-the-fields-words\nup 0012-search-functions',
    )
    for (const args of [['down'], ['to', '0002-people', '--dry-run']])
      expect(await run(...args)).toMatchObject({
        code: 1,
        output: expect.stringContaining('it only goes up'),
      })
    expect((await run('up')).output).toMatch(/up 0140-the-fields-words\nup 0012-search-functions$/)
    const points = () => readdirSync(join(place.directory, 'restore-points')).length
    const made = points()
    for (const args of [
      ['to', '0003-agents'],
      ['to', '0003-agents', '--dry-run'],
    ])
      expect(await run(...args)).toMatchObject({
        code: 1,
        output: expect.stringMatching(/^The schema cannot go down to 0003-agents/),
      })
    expect(points()).toBe(made)
  },
)

test('an unknown migration is named', async () => {
  await using place = await emptyInstallation(serverOfRun())
  expect(await parley(['migrate', 'to', '0099-nonsense'], place.env)).toEqual({
    code: 1,
    output: 'This version has no migration 0099-nonsense. `npx parley migrate history` lists them.\n',
  })
})

test(
  'init-db creates a missing database, from an env file, and only checks with --no-fix',
  LONG,
  async ({ skip }) => {
    const server = serverOfRun()
    skip(!server, 'An embedded database is made by whoever opens it.')
    const name = `parley_made_${process.pid}_'"x`
    const url = Object.assign(new URL(server ?? ''), { pathname: `/${encodeURIComponent(name)}` }).href
    const directory = mkdtempSync(join(tmpdir(), 'parley-made-'))
    const file = join(directory, 'production.env')
    writeFileSync(file, `DATABASE_URL=${url.replace('postgres://', 'postgresql+asyncpg://')}\n`)
    const run = (...args: string[]) =>
      parley(['init-db', '--env', file, ...args], { PARLEY_DATA_DIR: directory, PARLEY_ENV_FILE: '/nowhere' })
    try {
      const looked = await run('--no-fix')
      expect([looked.code, looked.output.trim()]).toEqual([1, `The database ${name} does not exist.`])
      const made = await run()
      expect(made.code, made.output).toBe(0)
      expect(made.output).toContain(`The database ${name} was created.\nup 0001`)
      expect(await run()).toEqual({ code: 0, output: 'Nothing to do.\n' })
      const fine = await run('--no-fix')
      expect([fine.code, fine.output]).toEqual([0, 'The database exists and is up to date.\n'])
    } finally {
      const client = new pg.Client({ connectionString: server })
      await client.connect()
      await client.query(`DROP DATABASE IF EXISTS "${name.replaceAll('"', '""')}" WITH (FORCE)`)
      await client.end()
      rmSync(directory, { recursive: true, force: true })
    }
  },
)
