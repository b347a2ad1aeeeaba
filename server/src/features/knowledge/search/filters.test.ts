import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import type { Condition } from '#contract/shapes/document-filter.ts'
import type { Metadata } from '#contract/shapes/metadata.ts'
import { createAgent } from '#features/agents/index.ts'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import {
  addDocument,
  createKnowledgeBase,
  describeDocument,
  gatherMaterial,
  listMetadataKeys,
  readKnowledgeBase,
  searchKnowledge,
} from '../index.ts'
import { makeLibrary, settled } from '../testing.ts'

type Where = z.input<typeof Condition>[]

// More than are scored for one question by its rarest terms.
const MANY = 1_100
const FEW = 12

const model: EmbeddingModel = {
  id: 'made/meanings',
  price: null,
  // Everything about the zoo is nearer to a question than the rest.
  embed: async (texts) => ({
    vectors: texts.map((text) => {
      const slant = /zebra/.test(text) ? 0.1 : 0.9
      return Float32Array.of(1, slant).map((value) => value / Math.hypot(1, slant))
    }),
    tokens: null,
  }),
}

let app: TestApp & AsyncDisposable
let scope: Scope

beforeAll(async () => {
  const embeddings = {
    list: () => [model.id],
    find: (id: string) => (id === model.id ? model : null),
    connect: () => null,
  }
  app = await openTestApp({ ports: { embeddings } })
  scope = (await makeLibrary(app)).scope
})

afterAll(() => app[Symbol.asyncDispose]())

async function fill(
  embeddingModel: string | null,
  documents: Record<string, { metadata?: Metadata; text?: string }>,
): Promise<string> {
  const { id: knowledgeBaseId } = await createKnowledgeBase(scope, { name: 'Library', embeddingModel })
  const added = []
  for (const [name, { metadata, text = 'The garage is below.' }] of Object.entries(documents))
    added.push(await addDocument(scope, { knowledgeBaseId, name, text, metadata }))
  for (const { id } of added) await settled(scope, id)
  const { passageCount } = await readKnowledgeBase(scope, { knowledgeBaseId })
  if (embeddingModel)
    await vi.waitFor(
      async () =>
        expect(await readKnowledgeBase(scope, { knowledgeBaseId })).toMatchObject({
          embeddedCount: passageCount,
        }),
      { timeout: 60_000, interval: 50 },
    )
  return knowledgeBaseId
}

const ask = async (knowledgeBaseId: string, where: Where, query = 'garage') =>
  (await searchKnowledge(scope, { query, knowledgeBaseIds: [knowledgeBaseId], where, limit: 10 })).items

const described: Record<string, { metadata: Metadata }> = {
  sales: { metadata: { team: 'sales', year: 2024, day: '2024-03-01', isPublic: true } },
  care: { metadata: { team: 'care', year: 2026, day: '2026-01-31T18:00:00Z', isPublic: false } },
  both: { metadata: { team: ['sales', 'care'], year: '2026', day: 'zoo', 'odd "key" \\': '退货' } },
  nothing: { metadata: {} },
}

const cases: [string, Where, string[]][] = [
  ['equal text, also one of a list', [{ key: 'team', is: 'equal', value: 'sales' }], ['both', 'sales']],
  ['equal number, which no text is', [{ key: 'year', is: 'equal', value: 2026 }], ['care']],
  ['equal text, which no number is', [{ key: 'year', is: 'equal', value: '2026' }], ['both']],
  ['equal truth', [{ key: 'isPublic', is: 'equal', value: false }], ['care']],
  [
    'not equal, also where it is not there',
    [{ key: 'team', is: 'equal', value: 'sales', not: true }],
    ['care', 'nothing'],
  ],
  ['one of several', [{ key: 'year', is: 'one-of', values: [2024, '2026', 1] }], ['both', 'sales']],
  ['none of several', [{ key: 'year', is: 'one-of', values: [2024, 2026], not: true }], ['both', 'nothing']],
  ['present', [{ key: 'isPublic', is: 'present' }], ['care', 'sales']],
  ['not present', [{ key: 'team', is: 'present', not: true }], ['nothing']],
  ['at least a number', [{ key: 'year', is: 'at-least', value: 2025 }], ['care']],
  ['at most a number', [{ key: 'year', is: 'at-most', value: 2024 }], ['sales']],
  ['at least a date', [{ key: 'day', is: 'at-least', value: '2024-03-02' }], ['care']],
  ['at most a date, its whole day', [{ key: 'day', is: 'at-most', value: '2026-01-31' }], ['care', 'sales']],
  [
    'not at least, also what is no date',
    [{ key: 'day', is: 'at-least', value: '2024-03-02', not: true }],
    ['both', 'nothing', 'sales'],
  ],
  [
    'all of several',
    [
      { key: 'team', is: 'equal', value: 'care' },
      { key: 'day', is: 'present' },
      { key: 'year', is: 'at-least', value: -1.5e3 },
    ],
    ['care'],
  ],
  ['a key of any characters', [{ key: 'odd "key" \\', is: 'equal', value: '退货' }], ['both']],
  ['characters that nothing can hold', [{ key: 'a\0\ud800', is: 'equal', value: '\0" || true' }], []],
  ['nothing', [], ['both', 'care', 'nothing', 'sales']],
]

test('each condition returns only what meets it, by words and by meaning', async () => {
  const byWords = await fill(null, described)
  const byMeaning = await fill(model.id, described)
  for (const [title, where, expected] of cases) {
    const names = async (knowledgeBaseId: string, query: string) =>
      (await ask(knowledgeBaseId, where, query)).map(({ passage }) => passage.documentName).sort()
    expect(await names(byWords, 'garage'), title).toEqual(expected)
    expect(await names(byMeaning, 'parking'), title).toEqual(expected)
  }
})

test('the keys of a knowledge base are listed with their values, the most frequent first', async () => {
  const knowledgeBaseId = await fill(null, described)
  const { items } = await listMetadataKeys(scope, { knowledgeBaseId })
  expect(items.map(({ key }) => key)).toEqual(['team', 'day', 'year', 'isPublic', 'odd "key" \\'])
  expect(items[0]).toMatchObject({ values: ['care', 'sales'] })
  expect(items[2]).toEqual({ key: 'year', kind: 'number', values: ['2026', 2024, 2026] })
  expect(items[3]).toMatchObject({ kind: 'truth' })
})

test('changed metadata counts immediately', async () => {
  const knowledgeBaseId = await fill(null, { one: {} })
  const where: Where = [{ key: 'team', is: 'equal', value: 'sales' }]
  expect(await ask(knowledgeBaseId, where)).toEqual([])
  const documentId = (await ask(knowledgeBaseId, []))[0]?.passage.documentId ?? ''
  await describeDocument(scope, { documentId, metadata: { team: 'sales' } })
  expect(await ask(knowledgeBaseId, where)).toHaveLength(1)
})

test('a narrow filter gets all its results despite many better matches outside it', async () => {
  const passages = (count: number, words: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => `# Part ${at}\n\n${words(at)}`).join('\n\n')
  const knowledgeBaseId = await fill(model.id, {
    'zoo.md': { text: passages(MANY, (at) => `The garage ${at % 2 ? 'of the zebra' : ''} is below.`) },
    'house.md': { text: passages(FEW, () => 'The garage is below.'), metadata: { team: 'house' } },
  })
  const where: Where = [{ key: 'team', is: 'equal', value: 'house' }]
  // Its rarest word occurs in nothing that matches.
  for (const query of ['zebra garage', 'garage', 'zebra']) {
    const found = await ask(knowledgeBaseId, where, query)
    expect(found, query).toHaveLength(10)
    expect(new Set(found.map(({ passage }) => passage.documentName))).toEqual(new Set(['house.md']))
    expect(found.every(({ similarity }) => similarity !== null)).toBe(true)
    expect(found.every(({ words }) => (words === null) === (query === 'zebra'))).toBe(true)
  }
  const other = await ask(knowledgeBaseId, [{ key: 'team', is: 'present', not: true }], 'zebra garage')
  expect(other).toHaveLength(10)
  expect(new Set(other.map(({ passage }) => passage.documentName))).toEqual(new Set(['zoo.md']))

  const material = await gatherMaterial(scope, {
    query: 'zebra garage',
    knowledgeBaseIds: [knowledgeBaseId],
    weights: [],
    filters: [{ knowledgeBaseId, where: [{ key: 'team', is: 'equal', value: 'house', not: false }] }],
    earlier: [],
    tokensMax: 1_000,
  })
  expect(new Set(material.flatMap((piece) => piece.passages.map((one) => one.documentName)))).toEqual(
    new Set(['house.md']),
  )
})

test('a filter of one knowledge base leaves the others complete', async () => {
  const [narrowed, whole] = [await fill(null, described), await fill(null, described)]
  const material = await gatherMaterial(scope, {
    query: 'garage',
    knowledgeBaseIds: [narrowed, whole],
    weights: [{ knowledgeBaseId: whole, weight: 0.5 }],
    filters: [
      { knowledgeBaseId: narrowed, where: [{ key: 'day', is: 'at-least', value: '2026-01-01', not: false }] },
    ],
    earlier: [],
    tokensMax: 1_000,
  })
  // A passage that repeats a better one is left out of an answer: one of the filtered knowledge base is.
  expect(material.map((piece) => piece.passages[0]?.documentName)).toEqual(['care'])
})

test.each([
  [{ key: ' ', is: 'present' }, /where\.0\.key/],
  [{ key: 'a', is: 'like', value: 'b' }, /where\.0\.is/],
  [{ key: 'a', is: 'one-of', values: [] }, /where\.0\.values/],
  [{ key: 'a', is: 'at-least', value: 'soon' }, /a number or a date such as/],
  [{ key: 'a', is: 'at-most', value: '2026-02-31' }, /a number or a date such as/],
])('%j is refused in words', async (condition, message) => {
  const refused = expect.objectContaining({ code: 'invalid_input', message: expect.stringMatching(message) })
  await expect(ask('01890000-0000-7000-8000-000000000000', [condition as Where[0]])).rejects.toEqual(refused)
})

test('an agent accepts filters of its own knowledge bases only', async () => {
  const knowledgeBaseId = await fill(null, {})
  const where: Where = [{ key: 'team', is: 'equal', value: 'sales' }]
  const agent = await createAgent(scope, {
    name: 'A',
    knowledgeBaseIds: [knowledgeBaseId],
    knowledgeBaseFilters: [{ knowledgeBaseId, where }],
  })
  expect(agent.knowledgeBaseFilters).toEqual([{ knowledgeBaseId, where: [{ ...where[0], not: false }] }])
  const { knowledgeBaseId: foreign } = await makeLibrary(app)
  await expect(
    createAgent(scope, { name: 'B', knowledgeBaseFilters: [{ knowledgeBaseId: foreign, where }] }),
  ).rejects.toMatchObject({ code: 'not_found' })
})
