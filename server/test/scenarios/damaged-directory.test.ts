import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parley } from '#test/support/parley-command.ts'

let whole: string
beforeAll(async () => {
  whole = mkdtempSync(join(tmpdir(), 'parley-whole-'))
  expect(await parley(['migrate', 'to', '0003-agents'], { PARLEY_DATA_DIR: whole })).toMatchObject({
    code: 0,
  })
})
afterAll(() => rmSync(whole, { recursive: true, force: true }))

/** All that is kept there, but what the database makes anew at every start. */
const filesOf = (directory: string) =>
  readdirSync(join(directory, 'database'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(pg_internal\.init|postmaster\.(pid|opts))$/.test(entry.name))
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))

const damages: [string, (database: string) => void][] = [
  ['no control file', (database) => rmSync(join(database, 'global/pg_control'))],
  ['half a control file', (database) => truncateSync(join(database, 'global/pg_control'), 100)],
  [
    'a control file of noise',
    (database) => writeFileSync(join(database, 'global/pg_control'), Buffer.alloc(8_192, 7)),
  ],
  ['no version', (database) => rmSync(join(database, 'PG_VERSION'))],
  [
    'a log that was cut',
    (database) => {
      for (const entry of readdirSync(join(database, 'pg_wal'), { withFileTypes: true }))
        if (entry.isFile()) truncateSync(join(entry.parentPath, entry.name), 100)
    },
  ],
  ['no log', (database) => rmSync(join(database, 'pg_wal'), { recursive: true })],
  ['no tables', (database) => rmSync(join(database, 'base'), { recursive: true })],
]

test.each(damages)(
  'a data directory with %s is refused with what leads back, and nothing is wiped',
  async (_, damage) => {
    const directory = mkdtempSync(join(tmpdir(), 'parley-damaged-'))
    try {
      cpSync(whole, directory, { recursive: true })
      damage(join(directory, 'database'))
      const before = filesOf(directory)
      const { code, output } = await parley(['start'], { PARLEY_DATA_DIR: directory, PORT: '0' })
      expect([code, output]).toEqual([1, expect.stringContaining('parley restore <backup>')])
      expect(output).not.toMatch(/\n\s+at /)
      expect(filesOf(directory)).toEqual(expect.arrayContaining(before))
      expect(readFileSync(join(directory, 'README'), 'utf8')).toContain('Parley')
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  },
)
