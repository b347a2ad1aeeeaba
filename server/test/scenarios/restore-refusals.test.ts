import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BackupFacts, FIRST_LINE, LAST_LINE_BYTES, lastLine } from '#platform/backup/format.ts'
import { readBackupFile } from '#platform/backup/read-backup-file.ts'
import { writeBackupFile } from '#platform/backup/write-backup-file.ts'
import type { DataPart } from '#platform/database/backup/part.ts'
import { RowDigest } from '#platform/database/backup/row-digest.ts'
import { emptyInstallation } from '#test/support/empty-installation.ts'
import { serverOfRun } from '#test/support/fresh-database.ts'
import { parley } from '#test/support/parley-command.ts'
import { makeWholeBackup } from '#test/support/whole-backup.ts'

// Backups whose checksum is right and which are wrong all the same: one sentence each, with a code that stays.

const folder = mkdtempSync(join(tmpdir(), 'parley-refusals-'))
const whole = join(folder, 'whole')

beforeAll(() => makeWholeBackup(whole))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Changes {
  facts?: (facts: BackupFacts) => BackupFacts
  /** The rows of a table, as they are to be; its sum follows them. */
  rows?: (table: string, lines: readonly string[]) => readonly string[]
  data?: (part: DataPart) => DataPart
}

/** The same backup with something else in it. */
async function changed({ facts = (same) => same, rows = (_, same) => same, data = (same) => same }: Changes) {
  const path = join(folder, `changed-${Math.random()}`)
  const all: { facts: BackupFacts | null; parts: DataPart[] } = { facts: null, parts: [] }
  for await (const part of readBackupFile(whole)) {
    if (part.type === 'facts') all.facts = part.facts
    if (part.type === 'data') all.parts.push(part.data)
    if (part.type === 'file') for await (const _ of part.content);
  }
  if (!all.facts) throw new Error('The backup says nothing of itself.')
  let table = ''
  let digest = new RowDigest()
  await writeBackupFile(path, facts(all.facts), async (writer) => {
    for (const part of all.parts) {
      if (part.type === 'table') [table, digest] = [part.table, new RowDigest()]
      const kept = part.type === 'rows' ? rows(table, part.lines) : []
      for (const line of kept) digest.add(line)
      if (part.type === 'rows' && kept.length > 0) await writer.data({ type: 'rows', lines: kept })
      else if (part.type === 'sum') await writer.data({ ...part, rows: digest.rows, digest: digest.hex })
      else if (part.type !== 'rows') await writer.data(data(part))
    }
  })
  return path
}

/** With another content, packed and summed up as it should be. */
function packed(content: Buffer): string {
  const path = join(folder, `packed-${Math.random()}`)
  const body = Buffer.concat([Buffer.from(FIRST_LINE), content])
  writeFileSync(
    path,
    Buffer.concat([body, Buffer.from(lastLine(createHash('sha256').update(body).digest('hex')))]),
  )
  return path
}

const unpacked = () => {
  const bytes = readFileSync(whole)
  return gunzipSync(bytes.subarray(FIRST_LINE.length, bytes.length - LAST_LINE_BYTES)).toString('utf8')
}

test.each<[string, () => Promise<string> | string, string, RegExp]>([
  [
    'rows that refer to others that are missing',
    () => changed({ rows: (table, lines) => (table === 'members' ? [] : lines) }),
    'broken-reference',
    /refer to others that are not in the backup/,
  ],
  [
    'a row with a value that its column does not take',
    () =>
      changed({
        rows: (table, lines) =>
          table === 'tenants' ? lines.map((line) => line.replace(/[0-9a-f]{8}-/, 'no-id-')) : lines,
      }),
    'unfit-rows',
    /do not fit the schema/,
  ],
  [
    'a row that is there twice',
    () => changed({ rows: (table, lines) => (table === 'tenants' ? [...lines, ...lines] : lines) }),
    'unfit-rows',
    /Rows of tenants/,
  ],
  [
    'a sequence that nobody knows',
    () =>
      changed({ data: (part) => (part.type === 'sequence' ? { ...part, sequence: 'nobody_seq' } : part) }),
    'unfit-rows',
    /do not fit the schema/,
  ],
  [
    'a schema that is newer',
    () => changed({ facts: (facts) => ({ ...facts, migrations: [...facts.migrations, '9999-later'] }) }),
    'newer-schema',
    /made by a newer Parley \(9999-later\)/,
  ],
  [
    'a schema that never was',
    () => changed({ facts: (facts) => ({ ...facts, migrations: facts.migrations.slice(1) }) }),
    'newer-schema',
    /does not belong to any version/,
  ],
  ['nothing that is packed', () => packed(Buffer.from('not packed at all')), 'damaged', /cannot be read/],
  [
    'lines that are none of ours',
    () => packed(gzipSync('a line of somebody else\n')),
    'damaged',
    /cannot be read/,
  ],
  [
    'an end before its end',
    () => packed(gzipSync(unpacked().replace(/\{"end".*$/s, ''))),
    'damaged',
    /is truncated/,
  ],
  ['no file at all', () => join(folder, 'nowhere'), 'unreadable', /check that it exists/],
])('%s', async (_, make, code, says) => {
  await using place = await emptyInstallation(serverOfRun())
  const { code: exit, output } = await parley(['restore', await make()], place.env)
  expect([exit, output]).toEqual([1, expect.stringMatching(says)])
  expect(output.trim()).toMatch(new RegExp(`\\(${code}\\)$`))
  expect(output.trim().split('\n')).toHaveLength(1)
})

test('a refusal leaves nothing in the way: the whole backup can be restored there afterwards', async () => {
  await using place = await emptyInstallation(serverOfRun())
  const broken = await changed({ rows: (table, lines) => (table === 'members' ? [] : lines) })
  expect((await parley(['restore', broken], place.env)).code).toBe(1)
  const started = await parley(['start'], { ...place.env, PORT: '0' })
  expect([started.code, started.output]).toEqual([1, expect.stringContaining('was not finished')])
  const again = await parley(['restore', whole], place.env)
  expect(again, again.output).toMatchObject({ code: 0 })
})
