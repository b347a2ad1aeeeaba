import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import type { Scope } from '#kernel/scope.ts'
import { sharedTestApp, type TestApp } from '#test/support/open-test-app.ts'
import {
  addDocument,
  createKnowledgeBase,
  findPassages,
  readDocumentText,
  searchKnowledge,
} from '../index.ts'
import { weighTerms } from '#platform/lexical/analyse.ts'
import { numberOf } from '#platform/lexical/profile.ts'
import { saltOf } from '../place-terms.ts'
import { makeLibrary, settled, textsFor } from '../testing.ts'

const texts = {
  refunds: '# 退款政策\n\n商品可在三十天内退货。退款将在五个工作日内退回原支付账户。',
  network: '# 連線問題\n\n請先檢查網路線是否插好,再重新啟動路由器與軟體。',
  english: '# Shipping\n\nOrders are shipped within two days. Customers connecting from abroad pay extra.',
  teams: '# Teams\n\n在 Teams 管理员中心里可以分配会议策略。',
}

let app: TestApp
let scope: Scope
let knowledgeBaseId: string

beforeAll(async () => {
  app = await sharedTestApp()
  const library = await makeLibrary(app)
  scope = library.scope
  knowledgeBaseId = library.knowledgeBaseId
  for (const [name, text] of Object.entries(texts))
    await settled(scope, (await addDocument(scope, { knowledgeBaseId, name: `${name}.md`, text })).id)
})

describe('the right passage ranks first', () => {
  test.each([
    ['怎么退货?', '商品可在三十天内退货'],
    ['退貨後多久退款', '商品可在三十天内退货'],
    ['网络连接不上怎么办', '請先檢查網路線'],
    ['软件无法连接', '請先檢查網路線'],
    ['customer connection from abroad', 'Orders are shipped'],
    ['Ｔｅａｍｓ 会议', '在 Teams 管理员中心'],
    ['shipping', 'Orders are shipped'],
  ])('%s', async (query, expected) => {
    expect((await textsFor(scope, query))[0]).toContain(expected)
  })
})

test('the first words of a passage weigh as its topic', async () => {
  const library = await makeLibrary(app)
  const parts = [
    'Deliveries to islands take three days longer and leave on Mondays only.',
    'Vouchers are valid for two years and cannot be turned into cash again.',
  ]
  for (const [name, order] of [
    ['one.txt', parts],
    ['other.txt', parts.toReversed()],
  ] as const)
    await settled(
      library.scope,
      (
        await addDocument(library.scope, {
          knowledgeBaseId: library.knowledgeBaseId,
          name,
          text: order.join(' '),
        })
      ).id,
    )
  expect((await textsFor(library.scope, 'delivery to an island'))[0]).toMatch(/^Deliveries/)
  expect((await textsFor(library.scope, 'are vouchers valid?'))[0]).toMatch(/^Vouchers/)
})

test.each(['', ' \n', '?!……。', '🙂'])('a query without words finds nothing: %j', async (query) => {
  expect(await textsFor(scope, query)).toEqual([])
})

test.each(["'); DROP TABLE passages; --", "a'b\\c & !d | (e):*", 'x'.repeat(2_000), '的'.repeat(2_000)])(
  'a strange question does no harm: %#',
  async (query) => {
    await expect(searchKnowledge(scope, { query })).resolves.toBeDefined()
  },
)

test('the same question has the same answer in the same order, ties included', async () => {
  const { id } = await createKnowledgeBase(scope, { name: 'Copies' })
  for (const name of ['w', 'x', 'y', 'z'])
    await settled(
      scope,
      (await addDocument(scope, { knowledgeBaseId: id, name: `${name}.txt`, text: 'Copies alike.' })).id,
    )
  const ask = async () =>
    (await searchKnowledge(scope, { query: 'alike copies', knowledgeBaseIds: [id] })).items
  const first = await ask()
  expect(first).toHaveLength(4)
  expect(new Set(first.map(({ score }) => score)).size).toBe(1)
  expect(first.map(({ passage }) => passage.id)).toEqual(first.map(({ passage }) => passage.id).sort())
  expect(await ask()).toEqual(first)
})

test('a hit has its position, and its text is that range of the document', async () => {
  const [hit] = (await searchKnowledge(scope, { query: '退款', limit: 1 })).items
  expect(hit?.passage).toMatchObject({
    documentName: 'refunds.md',
    headingPath: ['退款政策'],
    ordinal: 0,
    page: null,
  })
  const { documentId = '', start, end } = hit?.passage ?? {}
  expect((await readDocumentText(scope, { documentId })).text.slice(start, end)).toBe(hit?.passage.text)
})

test('only the requested knowledge bases are searched', async () => {
  const other = await createKnowledgeBase(scope, { name: 'Other' })
  expect(await textsFor(scope, '退货', [other.id])).toEqual([])
  expect(await textsFor(scope, '退货', [other.id, knowledgeBaseId])).toHaveLength(1)
  await expect(
    searchKnowledge(scope, { query: '退货', knowledgeBaseIds: [crypto.randomUUID()] }),
  ).rejects.toMatchObject({
    code: 'not_found',
  })
})

describe('another tenant', () => {
  const placedTerms = () =>
    weighTerms('退货 shipping').map(({ term }) => numberOf(term) ^ saltOf(knowledgeBaseId))
  const callFunction = (as: Scope, tenantId: string | null, places: string[]) =>
    app.database.read(as.tenantId, async (tx) => {
      const { rows } = await sql`SELECT * FROM search_passages(${tenantId}::uuid, ${places}::uuid[],
        ${placedTerms()}::integer[], 1000)`.execute(tx)
      return rows
    })

  test('finds nothing of ours, with any query', async () => {
    const { scope: stranger } = await makeLibrary(app)
    expect(await textsFor(stranger, '退货 shipping')).toEqual([])
    await expect(textsFor(stranger, '退货', [knowledgeBaseId])).rejects.toMatchObject({ code: 'not_found' })
    const found = await app.database.read(stranger.tenantId, (tx) =>
      findPassages(tx, stranger, { knowledgeBaseIds: [knowledgeBaseId], query: '退货', limit: 5 }),
    )
    expect(found).toEqual([])
    expect(await callFunction(stranger, stranger.tenantId, [knowledgeBaseId])).toEqual([])
    expect((await callFunction(scope, scope.tenantId, [knowledgeBaseId])).length).toBeGreaterThan(0)
  })

  test('cannot pass our id to the search function, nor an empty one', async () => {
    const { scope: stranger } = await makeLibrary(app)
    await expect(callFunction(stranger, scope.tenantId, [knowledgeBaseId])).rejects.toThrow(
      /tenant that was entered/,
    )
    await expect(callFunction(stranger, null, [knowledgeBaseId])).rejects.toThrow(/tenant that was entered/)
    await expect(
      app.database.system((tx) =>
        sql`SELECT * FROM search_passages(${scope.tenantId}, '{}', '{}', 1)`.execute(tx),
      ),
    ).rejects.toThrow(/permission denied/)
  })
})
