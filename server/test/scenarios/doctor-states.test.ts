import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '#platform/database/open.ts'
import { freePort } from '#test/support/free-port.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/fresh-database.ts'
import { parley } from '#test/support/parley-command.ts'
import { mountSmallDisk } from '#test/support/small-disk.ts'

// What can be wrong around an installation, and what `parley doctor` says of it.

const serverUrl = process.env.PARLEY_TEST_DATABASE_URL
const KEY = 'n3ver-guessed-by-anybody-0123456789'

interface Finding {
  isWrong: boolean
  what: string
  remedy: string
}

async function examine(env: Record<string, string>) {
  const { code, output } = await parley(['doctor', '--json'], {
    PORT: String(await freePort()),
    PARLEY_SECRET_KEY: KEY,
    ...env,
  })
  expect(output).not.toContain(KEY)
  const told = JSON.parse(output) as Record<string, unknown> & { findings: Finding[] }
  return { code, told, wrongs: told.findings.filter(({ isWrong }) => isWrong) }
}

const envOf = ({ directory, options }: FreshDatabase): Record<string, string> => ({
  PARLEY_DATA_DIR: directory,
  ...(options.kind === 'server' && { DATABASE_URL: options.url.reveal() }),
})

/** A migrated database in which something was done by hand. */
async function altered(statement: string) {
  const fresh = await freshDatabase()
  const database = await openDatabase(fresh.options)
  await database.administer((db) => sql.raw(statement).execute(db)).finally(() => database.close())
  return fresh
}

test.each([
  [
    "DELETE FROM schema_migrations WHERE name LIKE '0004%'",
    /half migrated: 0004-agents did not run.*Restore a backup/,
  ],
  [
    "INSERT INTO schema_migrations (name, timestamp) VALUES ('9999-later', '')",
    /newer Parley \(9999-later\)/,
  ],
  ['CREATE TABLE unfinished_restore ()', /restore into this database was not finished/],
  ['DROP TABLE schema_migrations', /no record of migrations/],
])('a schema that no server starts on is reported: %s', async (statement, says) => {
  const fresh = await altered(statement)
  try {
    const { code, wrongs } = await examine(envOf(fresh))
    expect([code, wrongs]).toEqual([1, [expect.objectContaining({ what: expect.stringMatching(says) })]])
    expect(wrongs[0]?.remedy).toContain('no server starts on it')
  } finally {
    await fresh.drop()
  }
})

test('a secret from an example and an unreachable Redis are reported', async () => {
  const fresh = await freshDatabase()
  try {
    const guessed = await examine({
      ...envOf(fresh),
      PARLEY_SECRET_KEY: 'changeme-changeme-changeme-changeme',
    })
    expect(guessed.wrongs.map(({ what }) => what).join()).toMatch(
      /PARLEY_SECRET_KEY: this key is easy to guess; make one/,
    )
    const alone = await examine({
      ...envOf(fresh),
      REDIS_URL: `redis://:${KEY}@127.0.0.1:${await freePort()}`,
    })
    expect([alone.code, alone.wrongs.map(({ what }) => what)]).toEqual([
      1,
      [
        serverUrl
          ? 'Redis at REDIS_URL cannot be reached or refuses the login.'
          : 'REDIS_URL: requires DATABASE_URL, because Redis connects processes that share one PostgreSQL',
      ],
    ])
  } finally {
    await fresh.drop()
  }
})

test('the settings of the ports are reported, and that metrics are refused behind a proxy', async () => {
  const fresh = await freshDatabase()
  try {
    const { told, wrongs } = await examine({
      ...envOf(fresh),
      TRUST_PROXY: 'loopback',
      PARLEY_RATE_KEY: '7',
      PARLEY_PUBLIC_URL: 'https://parley.example.com',
    })
    expect(wrongs).toEqual([])
    expect(told).toMatchObject({
      publicUrl: 'https://parley.example.com',
      trustProxy: ['loopback'],
      callsAMinute: { address: 6_000, key: 7 },
      metrics: 'to nobody',
      mail: null,
    })
    expect(told.findings.map(({ remedy }) => remedy).join()).toContain('PARLEY_METRICS_TOKEN')
  } finally {
    await fresh.drop()
  }
})

test('an almost full disk is reported', async ({ skip }) => {
  using disk = mountSmallDisk(16)
  if (!disk) return skip('nobody may mount a disk here')
  const { wrongs } = await examine({ PARLEY_DATA_DIR: disk.path })
  expect(wrongs.map(({ what }) => what)).toEqual([
    expect.stringMatching(new RegExp(`Only 1\\d MiB of disk space is free at ${disk.path}`)),
  ])
})

test.runIf(serverUrl)('a refused role, a missing database and diverging clocks are named', async () => {
  const fresh = await freshDatabase()
  try {
    const env = envOf(fresh)
    const changed = (changes: Partial<URL>) =>
      examine({ ...env, DATABASE_URL: Object.assign(new URL(env.DATABASE_URL ?? ''), changes).href })
    const stranger = await changed({ username: 'nobody_we_know', password: 'sk-nobody-sees' })
    expect(stranger.wrongs).toMatchObject([
      { remedy: expect.stringContaining('Correct the user and password') },
    ])
    expect(JSON.stringify(stranger)).not.toContain('sk-nobody-sees')
    const missing = await changed({ pathname: '/nobody_made_this' })
    expect(missing.wrongs).toMatchObject([
      {
        what: expect.stringContaining('"nobody_made_this" does not exist'),
        remedy: expect.stringContaining('Create it'),
      },
    ])
    const file = join(fresh.directory, 'clock')
    writeFileSync(file, '90000')
    const planted = new URL('../support/plant-clock.ts', import.meta.url).href
    const ahead = await examine({ ...env, PARLEY_CLOCK_FILE: file, NODE_OPTIONS: `--import=${planted}` })
    expect(ahead.wrongs.map(({ what }) => what)).toEqual([
      'The clock of this machine is 90 seconds ahead of the database’s.',
    ])
    expect((await examine(env)).wrongs).toEqual([])
  } finally {
    await fresh.drop()
  }
})
