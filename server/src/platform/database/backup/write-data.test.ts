import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '#test/support/fresh-database.ts'
import { type Database, openDatabase } from '../open.ts'
import type { Schema } from '../schema.ts'
import type { DataPart } from './part.ts'
import { readData } from './read-data.ts'
import { RowDigest } from './row-digest.ts'
import { writeData } from './write-data.ts'

// Types, rules and triggers that can affect rows when they are written again.
const ODD_TABLES = `
  CREATE TABLE odd_places (id integer PRIMARY KEY, within integer REFERENCES odd_places, count integer NOT NULL DEFAULT 0);
  CREATE TABLE odd_things (
    number bigint GENERATED ALWAYS AS IDENTITY, place_id integer NOT NULL REFERENCES odd_places, bytes bytea, json jsonb,
    at timestamptz, long float8, short float4, exact numeric, terms tsvector, list text[], said text,
    twice text GENERATED ALWAYS AS (said || said) STORED, PRIMARY KEY (number));
  CREATE FUNCTION count_odd_things() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN UPDATE odd_places SET count = count + 1 WHERE id = NEW.place_id; RETURN NULL; END $$;
  CREATE TRIGGER count_odd_things AFTER INSERT ON odd_things FOR EACH ROW EXECUTE FUNCTION count_odd_things();`

const ODD_ROWS = `
  INSERT INTO odd_places VALUES (1, NULL, 0), (2, 1, 0);
  UPDATE odd_places SET within = 2 WHERE id = 1;
  INSERT INTO odd_things (place_id, bytes, json, at, long, short, exact, terms, list, said) VALUES
    (2, '\\x00ff5c22', '{"b": [1.10, "\\u4f60"], "a": null}', '2024-02-29 23:59:59.123456+05:30', 0.1::float8 + 0.2, 1e-7, 12345678901234567890.10,
      'a:1A,5 ''b c'':2'::tsvector, ARRAY['x, y', NULL, '"q"', '{}'], E'line\\nbreak\\t\\\\ ''quoted'' 你好 \\U0001F600'),
    (1, NULL, NULL, 'infinity', 'NaN', '-Infinity', 'NaN', '', '{}', ''),
    (1, repeat('x', 3000000)::bytea, '[]', '0044-03-15 00:00:00 BC', -0.0, 3.4e38, 0.000, NULL, NULL, NULL);`

let fresh: FreshDatabase[]
let from: Database
let to: Database
beforeAll(async () => {
  fresh = [await freshDatabase(), await freshDatabase()]
  const opened = await Promise.all(fresh.map(({ options }) => openDatabase(options)))
  for (const database of opened) await run(database, (tx) => sql.raw(ODD_TABLES).execute(tx))
  ;[from, to] = opened as [Database, Database]
  await run(from, (tx) => sql.raw(ODD_ROWS).execute(tx))
})
afterAll(async () => {
  await Promise.all([from.close(), to.close()])
  for (const { drop } of fresh) await drop()
})

const run = <R>(database: Database, work: (tx: Kysely<Schema>) => Promise<R>): Promise<R> =>
  database.administer((db) => db.transaction().execute(work))

const everything = (database: Database) =>
  run(database, async (tx) => {
    const parts: DataPart[] = []
    for await (const part of readData(tx)) parts.push(part)
    return parts
  })

async function* given(parts: readonly DataPart[]) {
  yield* parts
}

test('a row that would not be the same is noticed, and nothing is kept', async () => {
  const parts = await everything(from)
  // JSON as another program would write it: equivalent, but not what is read back.
  const changed = parts.flatMap((part): DataPart[] => {
    if (part.type === 'rows')
      return [{ ...part, lines: part.lines.map((line) => line.replace('{\\"a\\": null', '{\\"a\\":null')) }]
    return [part]
  })
  const digest = new RowDigest()
  const atThings = changed.findIndex((part) => part.type === 'table' && part.table === 'odd_things')
  for (const part of changed.slice(atThings)) {
    if (part.type === 'rows') for (const line of part.lines) digest.add(line)
    if (part.type === 'sum') break
  }
  const lying = changed.map((part) =>
    part.type === 'sum' && part.table === 'odd_things' ? { ...part, digest: digest.hex } : part,
  )
  await expect(run(to, (tx) => writeData(tx, given(changed)))).rejects.toThrow(/lost during the copy/)
  await expect(run(to, (tx) => writeData(tx, given(lying)))).rejects.toThrow(/differs in odd_things/)
  const halved = parts.filter((part) => !(part.type === 'rows' && part.lines.join().includes('quoted')))
  await expect(run(to, (tx) => writeData(tx, given(halved)))).rejects.toThrow(/lost during the copy/)
  const { rows } = await run(to, (tx) => sql`SELECT FROM odd_things`.execute(tx))
  expect(rows).toEqual([])
})

test('rows of every kind come over as they are, and what counts them does not count again', async () => {
  const parts = await everything(from)
  await run(to, (tx) => writeData(tx, given(parts)))
  expect(await everything(to)).toEqual(parts)
  const { rows } = await run(to, (tx) =>
    sql`SELECT count, (SELECT count(*)::int FROM odd_things WHERE place_id = p.id) AS things FROM odd_places p ORDER BY count DESC`.execute(
      tx,
    ),
  )
  expect(rows).toEqual([
    { count: 2, things: 2 },
    { count: 1, things: 1 },
  ])
  // The next row gets a number of its own, is counted, and must satisfy its foreign key.
  await run(to, (tx) => sql`INSERT INTO odd_things (place_id) VALUES (2)`.execute(tx))
  const counted = await run(to, (tx) => sql`SELECT count FROM odd_places WHERE id = 2`.execute(tx))
  expect(counted.rows).toEqual([{ count: 2 }])
  await expect(
    run(to, (tx) => sql`INSERT INTO odd_things (place_id) VALUES (3)`.execute(tx)),
  ).rejects.toThrow(/foreign key/)
})
