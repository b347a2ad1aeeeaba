import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTemporaryPostgres, type TemporaryPostgres } from '../../../../../scripts/temporary-postgres.ts'
import { openPipeline, type Pipeline } from './pipeline.ts'

let postgres: TemporaryPostgres | null
let client: pg.Client
let pipeline: Pipeline

beforeAll(async () => {
  postgres = await startTemporaryPostgres()
})
afterAll(() => postgres?.stop())

beforeEach(async () => {
  if (!postgres) throw new Error('PostgreSQL is not installed.')
  client = new pg.Client({ connectionString: postgres.superuserUrl })
  client.on('error', () => {})
  await client.connect()
  pipeline = openPipeline(client, pg.types)
})

afterEach(() => client.end())

const run = (text: string, values: readonly unknown[] = [], name?: string) =>
  pipeline.execute(text, values, name)
const rowsOf = async (text: string, values: readonly unknown[] = [], name?: string) =>
  (await run(text, values, name)).rows

/** What the connection sends: the types of messages of each packet. */
function sentPackets(): string[] {
  const packets: string[] = []
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  const [write, uncork] = [stream.write.bind(stream), stream.uncork.bind(stream)]
  let types = ''
  const end = () => {
    packets.push(types)
    types = ''
  }
  stream.write = ((message: Buffer) => {
    types += String.fromCharCode(message[0] ?? 0)
    if (stream.writableCorked === 0) end()
    return write(message)
  }) as typeof stream.write
  stream.uncork = () => {
    if (stream.writableCorked === 1) end()
    uncork()
  }
  return packets
}

test('package.json pins the exact version of the driver that these tests run with', async () => {
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8'))
  const { dependencies } = await read('package.json')
  expect((await read('node_modules/pg/package.json')).version).toBe(dependencies.pg)
})

test('statements of one turn leave in one packet, and a named one is parsed and described once', async () => {
  const packets = sentPackets()
  const sent = () =>
    Promise.all([rowsOf('SELECT $1::int AS n', [1], 'number'), rowsOf(`SELECT 'text' AS t`), rowsOf('BEGIN')])
  expect(await sent()).toEqual([[{ n: 1 }], [{ t: 'text' }], []])
  expect(await sent()).toEqual([[{ n: 1 }], [{ t: 'text' }], []])
  // Of the named statement: close, parse, bind, describe, execute; of the two others all but the first; one sync.
  expect(packets).toEqual(['CPBDEPBDEPBDES', 'BEPBDEPBDES'])
})

test('a result has the command, the typed rows, and the number of changed rows', async () => {
  expect(await run('CREATE TEMPORARY TABLE numbers (n int, at timestamptz)')).toMatchObject({
    command: 'CREATE',
    rowCount: null,
  })
  const at = new Date('2026-01-02T03:04:05.678Z')
  expect(await run('INSERT INTO numbers VALUES ($1, $2), (NULL, NULL)', [7, at])).toEqual({
    command: 'INSERT',
    rowCount: 2,
    rows: [],
  })
  expect(await rowsOf('SELECT * FROM numbers', [], 'all')).toEqual([
    { n: 7, at },
    { n: null, at: null },
  ])
  expect((await run('SELECT * FROM numbers', [], 'all')).rowCount).toBe(2)
})

test('every statement after one that fails is rejected with its reason, and the next round trip works', async () => {
  const outcomes = await Promise.allSettled([
    run('SELECT 1'),
    run('SELECT 1/0', [], 'broken'),
    run('SELECT 2'),
  ])
  const failure = { status: 'rejected', reason: expect.objectContaining({ code: '22012' }) }
  expect(outcomes).toEqual([expect.objectContaining({ status: 'fulfilled' }), failure, failure])
  await expect(run('SELECT 1/0', [], 'broken')).rejects.toMatchObject({ code: '22012' })
  expect(await rowsOf('SELECT 3 AS n', [], 'broken')).toEqual([{ n: 3 }])
})

test('a value that cannot be encoded rejects only its own statement', async () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  const outcomes = await Promise.allSettled([run('SELECT $1', [circle]), rowsOf('SELECT 1 AS n')])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

test('a value that cannot be decoded rejects only its own statement', async () => {
  const broken = () => {
    throw new Error('unreadable')
  }
  pipeline = openPipeline(client, {
    getTypeParser: (id: number) => (id === 25 ? broken : pg.types.getTypeParser(id)),
  } as typeof pg.types)
  const outcomes = await Promise.allSettled([rowsOf(`SELECT 'x'::text AS t`), rowsOf('SELECT 1 AS n')])
  expect(outcomes).toEqual([
    { status: 'rejected', reason: new Error('unreadable') },
    { status: 'fulfilled', value: [{ n: 1 }] },
  ])
})

test('statements prepared just before sending are included, and flush sends at once', async () => {
  const packets = sentPackets()
  let joined: Promise<unknown[]> | undefined
  pipeline.beforeSending(() => (joined = rowsOf('SELECT 2 AS n')))
  const first = rowsOf('SELECT 1 AS n')
  pipeline.flush()
  const other = client.query('SELECT 3 AS n')
  expect([await first, await joined, (await other).rows]).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]])
  expect(packets[0]).toBe('PBDEPBDES')
})

test('a connection that breaks rejects every statement that waits', async () => {
  const outcomes = Promise.allSettled([run('SELECT pg_terminate_backend(pg_backend_pid())'), run('SELECT 1')])
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
