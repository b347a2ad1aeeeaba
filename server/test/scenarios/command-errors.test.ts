import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import packageFacts from '../../../package.json' with { type: 'json' }
import { writeBackupFile } from '#platform/backup/write-backup-file.ts'
import { knownMigrations } from '#platform/database/migrate.ts'
import { freePort } from '#test/support/free-port.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { parley, parleyHere as run } from '#test/support/parley-command.ts'
import { startRefusingPostgres } from '#test/support/refusing-postgres.ts'
import { mountSmallDisk } from '#test/support/small-disk.ts'
import { testCertificate } from '#test/support/test-certificate.ts'

const directory = mkdtempSync(join(tmpdir(), 'parley-command-errors-'))
const backup = join(directory, 'some.backup')

beforeAll(async () => {
  writeFileSync(join(directory, 'secret.key'), `${'k'.repeat(43)}\n`)
  const migrations = await knownMigrations()
  const facts = { madeAt: '', parley: packageFacts.version, migrations, hasFiles: false, hasKey: false }
  await writeBackupFile(backup, facts, async () => {})
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const commands: readonly (readonly string[])[] = [
  ['start'],
  ['migrate', 'up'],
  ['migrate', 'up', '--dry-run'],
  ['migrate', 'down'],
  ['migrate', 'to', 'latest'],
  ['migrate', 'history'],
  ['migrate', 'current'],
  ['keys', 'rotate'],
  ['keys', 'reseal'],
  ['backup', join(directory, 'new.backup')],
  ['restore', backup],
  ['move', '--to'],
  ['user', 'create', 'bo', '--password', 'a long walk home'],
  ['doctor'],
]

/** A place where no database lets anybody in, and what is said of it. */
interface Failure extends Partial<AsyncDisposable> {
  readonly url: string
}
const refusing = (state: string, message: string) => () => startRefusingPostgres(state, message)
const plain = (url: (port: number) => string) => async (): Promise<Failure> => ({
  url: url(await freePort()),
})

const failures: readonly [string, () => Promise<Failure>, RegExp][] = [
  [
    'nobody listens there',
    plain((port) => `postgres://ana:sk-nobody-sees@127.0.0.1:${port}/parley`),
    /does not answer at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)\.\s+Start it, or correct SETTING\./,
  ],
  [
    'the host has no address',
    plain(() => 'postgres://ana:sk-nobody-sees@nobody.invalid/parley'),
    /The host nobody\.invalid of the database cannot be found \((ENOTFOUND|EAI_AGAIN)\)\.\s+Correct SETTING/,
  ],
  [
    'the password is wrong',
    refusing('28P01', 'password authentication failed for user "ana"'),
    /refuses the login \(28P01\): password authentication failed.*\s+Correct the user and password in SETTING/,
  ],
  [
    'the database is not there',
    refusing('3D000', 'database "parley" does not exist'),
    /does not exist \(3D000\): database "parley" does not exist\.\s+Create it .* or name another in SETTING/,
  ],
  [
    'TLS is required',
    refusing(
      '28000',
      'no pg_hba.conf entry for host "1.2.3.4", user "ana", database "parley", no encryption',
    ),
    /requires TLS.*\s+Add \?sslmode=require to SETTING/,
  ],
  [
    'TLS is wanted and not there',
    async () => {
      const server = await startRefusingPostgres('28000', '')
      return { ...server, url: `${server.url}?sslmode=require` }
    },
    /does not support TLS\.\s+Remove sslmode from SETTING/,
  ],
  [
    'its certificate is nobody’s that is known',
    async () => {
      const server = await startRefusingPostgres('28000', '', testCertificate)
      return { ...server, url: `${server.url}?sslmode=require` }
    },
    /The certificate of the database is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\).*\s+Add the certificate of its CA as sslrootcert to SETTING/,
  ],
  [
    'it has no connection left',
    refusing('53300', 'sorry, too many clients already'),
    /no free connections \(53300\): sorry, too many clients already\.\s+Raise its max_connections, or lower PARLEY_DATABASE_CONNECTIONS/,
  ],
  [
    'the database starts',
    refusing('57P03', 'the database system is starting up'),
    /does not answer just now \(57P03\)/,
  ],
]

test.for(failures.flatMap((failure) => commands.map((command) => [command, failure] as const)))(
  '%s',
  async ([command, [name, place, sentence]]) => {
    const failure = await place()
    const isMove = command[0] === 'move'
    const args = isMove ? [...command, failure.url] : command
    const { code, output } = await run(args, {
      PARLEY_DATA_DIR: directory,
      ...(!isMove && { DATABASE_URL: failure.url }),
    })
    await failure[Symbol.asyncDispose]?.()
    const said = new RegExp(sentence.source.replace('SETTING', isMove ? '--to' : 'DATABASE_URL'))
    expect([name, code, output]).toEqual([name, 1, expect.stringMatching(said)])
    expect(output).not.toMatch(/\n {4}at |sk-nobody-sees|SECURITY WARNING/)
    if (command[0] !== 'doctor') expect(output.split('\n')).toHaveLength(1)
  },
)

test('every command gives up on an unresponsive database with one sentence', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const url = `postgres://ana:sk-nobody-sees@127.0.0.1:${port}/parley`
  const here = commands.filter(([name]) => name !== 'move')
  try {
    // All wait at the same time, and say it in one voice.
    const { output } = await run(here, { PARLEY_DATA_DIR: directory, DATABASE_URL: url })
    const sentence = 'The database did not answer in time. Check that it is running and that'
    const voices = output.replaceAll('time.\n  Check', 'time. Check').split(`${sentence} DATABASE_URL has`)
    expect(voices).toHaveLength(here.length + 1)
    const moved = await run(['move', '--to', url], { PARLEY_DATA_DIR: directory })
    expect(moved).toEqual({ code: 1, output: expect.stringContaining(`${sentence} --to has`) })
    expect(output + moved.output).not.toMatch(/\n {4}at |sk-nobody-sees/)
  } finally {
    silent.close()
  }
})

const makers = new Set(['start', 'restore', 'move', 'user'])

test.for([...commands.filter(([name = '']) => makers.has(name)), ['migrate', 'up']])(
  'a data directory that cannot be created: %s',
  async (command) => {
    // Not even root makes a folder there.
    const { code, output } = await run(
      command[0] === 'move' ? [...command, 'postgres://127.0.0.1:9/x'] : command,
      {
        PARLEY_DATA_DIR: '/sys/parley',
      },
    )
    expect([code, output.split('\n').at(-1)]).toEqual([1, expect.stringMatching(/\(E[A-Z]+\)\. .*\.$/)])
    expect(output).not.toMatch(/\n {4}at /)
  },
)

test('a port in use is named', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const fresh = await freshDatabase()
  try {
    const { code, output } = await parley(['start'], {
      PARLEY_DATA_DIR: fresh.directory,
      ...(fresh.options.kind === 'server' && { DATABASE_URL: fresh.options.url.reveal() }),
      PORT: String(port),
    })
    expect([code, output]).toEqual([
      1,
      expect.stringContaining(`Port ${port} of 127.0.0.1 is already in use (EADDRINUSE).`),
    ])
    expect(output).not.toMatch(/\n {4}at /)
  } finally {
    other.close()
    await fresh.drop()
  }
})

test('a backup onto a full disk names the file and leaves nothing behind', async ({ skip }) => {
  using disk = mountSmallDisk(1)
  if (!disk) return skip('nobody may mount a disk here')
  const fresh = await freshDatabase()
  try {
    await disk.fill(4_096)
    const path = join(disk.path, 'full.backup')
    const { code, output } = await run(['backup', path], {
      PARLEY_DATA_DIR: fresh.directory,
      ...(fresh.options.kind === 'server' && { DATABASE_URL: fresh.options.url.reveal() }),
    })
    expect([code, output]).toEqual([1, expect.stringMatching(`^${path} .*full, ENOSPC\\..*\\(disk-full\\)$`)])
  } finally {
    await fresh.drop()
  }
})
