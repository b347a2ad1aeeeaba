import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sql } from 'kysely'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import {
  addDocument,
  changeKnowledgeBase,
  deleteDocument,
  readKnowledgeBase,
  searchKnowledge,
} from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'
import { readCollection } from './candidate-store.ts'

// A tenant with much content beside one with little, with the same words and meanings.

const LARGE = 400
const SMALL = 12
const model: EmbeddingModel = {
  id: 'made/meanings',
  price: null,
  // Nearer to a question about cars, the more of its letters are dots, so that no two are equally near.
  embed: async (texts) => ({
    vectors: texts.map((text) => {
      const slant = (text.match(/\./g)?.length ?? 0) / 1_000
      const [first, second] = /garage|car/.test(text) ? [1, slant] : [slant, 1]
      return Float32Array.of(first, second).map((value) => value / Math.hypot(first, second))
    }),
    tokens: null,
  }),
}

interface Library {
  readonly scope: Scope
  readonly knowledgeBaseId: string
  readonly documentId: string
}

let app: TestApp & AsyncDisposable
let large: Library
let small: Library

async function fill(count: number): Promise<Library> {
  const library = await makeLibrary(app)
  const text = Array.from({ length: count }, (_, at) => `# Part ${at}\n\nThe garage is below.`).join('\n\n')
  const { scope, knowledgeBaseId } = library
  const { id: documentId } = await addDocument(scope, { knowledgeBaseId, name: 'parts.md', text })
  await vi.waitFor(async () => expect(await settled(scope, documentId)).toMatchObject({ state: 'ready' }), {
    timeout: 60_000,
  })
  return { ...library, documentId }
}

const embedded = ({ scope, knowledgeBaseId }: Library, count: number) =>
  vi.waitFor(
    async () =>
      expect(await readKnowledgeBase(scope, { knowledgeBaseId })).toMatchObject({ embeddedCount: count }),
    { timeout: 60_000, interval: 50 },
  )

const ask = async ({ scope }: Library, query: string) =>
  (await searchKnowledge(scope, { query, limit: 10 })).items

beforeAll(async () => {
  app = await openTestApp({
    ports: {
      embeddings: {
        list: () => [model.id],
        find: (id) => (id === model.id ? model : null),
        connect: () => null,
      },
    },
  })
  for (const [count, set] of [
    [LARGE, (one: Library) => (large = one)],
    [SMALL, (one: Library) => (small = one)],
  ] as const) {
    const library = await fill(count)
    set(library)
    await embedded(library, count)
  }
}, 180_000)

vi.setConfig({ testTimeout: 90_000 })

afterAll(() => app[Symbol.asyncDispose]())

test('a small tenant gets all its results, by words, by meaning and by both', async () => {
  const { scope, knowledgeBaseId } = small
  const byBoth = await ask(small, 'garage')
  expect(byBoth).toHaveLength(10)
  expect(byBoth.every(({ words, similarity }) => words !== null && similarity !== null)).toBe(true)
  const byMeaning = await ask(small, 'car')
  expect(byMeaning).toHaveLength(10)
  expect(byMeaning.every(({ words }) => words === null)).toBe(true)
  await changeKnowledgeBase(scope, { knowledgeBaseId, embeddingModel: null })
  const byWords = await ask(small, 'garage')
  expect(byWords).toHaveLength(10)
  expect(byWords.every(({ similarity }) => similarity === null)).toBe(true)
  await changeKnowledgeBase(scope, { knowledgeBaseId, embeddingModel: model.id })
})

test('deleted content takes no place among the results', async () => {
  const { scope, knowledgeBaseId, documentId } = large
  expect(await ask(large, 'car')).toHaveLength(10)
  // Further from the question than all that is deleted now.
  const text = Array.from({ length: 12 }, (_, at) => `# Lot ${at}\n\nA car stands${'.'.repeat(40)}`).join(
    '\n\n',
  )
  const later = await addDocument(scope, { knowledgeBaseId, name: 'lots.md', text })
  await settled(scope, later.id)
  await embedded(large, LARGE + 12)
  await deleteDocument(scope, { documentId })
  const left = await ask(large, 'vehicle car')
  expect(left).toHaveLength(10)
  expect(new Set(left.map(({ passage }) => passage.documentId))).toEqual(new Set([later.id]))
  expect(left.every(({ similarity }) => similarity !== null)).toBe(true)
})

/** Records the plans of queries; nothing is found. */
const explaining = (tx: Reader, plans: string[]): Reader =>
  new Proxy(tx, {
    get: (_, key) =>
      key !== 'getExecutor'
        ? Reflect.get(tx, key)
        : () => {
            const executor = tx.getExecutor()
            return new Proxy(executor, {
              get: (__, name) =>
                name !== 'executeQuery'
                  ? Reflect.get(executor, name).bind?.(executor)
                  : async (query: Parameters<typeof executor.executeQuery>[0]) => {
                      const { rows } = await executor.executeQuery<{ 'QUERY PLAN': string }>({
                        ...query,
                        sql: `EXPLAIN ${query.sql}`,
                      })
                      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
                      return { rows: [] }
                    },
            })
          },
  })

test('under row-level security, counting terms and finding passages use their indexes', async () => {
  const { scope, knowledgeBaseId } = small
  await app.database.administer((db) => sql`ANALYZE`.execute(db))
  const plans: string[] = []
  await app.database.read(scope.tenantId, async (tx) => {
    // Such a small table is faster to scan; the question is whether the index can be used at all.
    await sql`SELECT set_config('enable_seqscan', 'off', true)`.execute(tx)
    await readCollection(explaining(tx, plans), scope, null, [1, 2])
  })
  expect(plans).toEqual([expect.stringMatching(/Index Cond.*number = ANY/)])

  const { rows } = await app.database.administer((db) =>
    db.transaction().execute(async (tx) => {
      // The function's own statement, as its role runs it.
      const { rows: sources } = await sql<{ text: string }>`
        SELECT substring(prosrc FROM '\\$statement\\$(.*)\\$statement\\$') AS text FROM pg_proc WHERE proname = 'search_passages'`.execute(
        tx,
      )
      const statement = (sources[0]?.text ?? '')
        .replace('%s', 'p.terms && $1 OR p.terms @> ARRAY[3, 4]')
        .replace('$1', `'{1,2}'::integer[]`)
        .replaceAll('$2', `'${scope.tenantId}'::uuid`)
        .replace('$3', `'{${knowledgeBaseId}}'::uuid[]`)
        .replaceAll('$4', `'exists($.team)'::jsonpath`)
        .replace('$5', '1000')
      await sql`SELECT set_config('role', 'parley_search', true), set_config('app.tenant_id', ${sql.lit(scope.tenantId)}, true),
        set_config('enable_seqscan', 'off', true)`.execute(tx)
      return sql.raw<{ 'QUERY PLAN': string }>(`EXPLAIN ${statement}`).execute(tx)
    }),
  )
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/BitmapOr/)
  expect(plan.match(/Bitmap Index Scan on passages_terms/g)).toHaveLength(2)
  expect(plan).toMatch(/Index Scan (using|on) documents_pkey/)
})
