import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Document, Hit, Passage } from '#contract/shapes/knowledge.ts'
import type { SourcePart } from '#contract/message-parts.ts'
import { converse, messagesOf } from '#test/support/conversation.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

// What is kept, shown and quoted is what was written, whatever it is compared by.

let server: TestServer
let knowledgeBaseId: string

beforeAll(async () => {
  server = await openTestServer()
  knowledgeBaseId = (
    await server.ask<{ id: string }>('POST', '/v1/knowledge-bases', { body: { name: '仓库' } })
  ).body.id
})
afterAll(() => server.close())

const RULES = `仓库面积不超过 10² 平方米，每次租期 5½ 小时，温度低于 10⁶ 度。

第③条：订单满 99 元包邮，偏远地区（如新疆）除外；ＶＩＰ 客户不受此限。`

async function ready(id: string): Promise<void> {
  const state = async () => (await server.ask<Document>('GET', `/v1/documents/${id}`)).body.state
  await expect.poll(state, { timeout: 45_000 }).toBe('ready')
}

async function search(query: string): Promise<Hit[]> {
  const { body } = await server.ask<{ items: Hit[] }>('POST', '/v1/search', {
    body: { query, knowledgeBaseIds: [knowledgeBaseId] },
  })
  return body.items
}

test('a document is stored word for word, found in any form, and quoted as written', async () => {
  const { body } = await server.ask<Document>('POST', `/v1/knowledge-bases/${knowledgeBaseId}/documents`, {
    body: { name: '规则①.txt', text: RULES },
  })
  await ready(body.id)
  expect(body.name).toBe('规则①.txt')
  const { text } = (await server.ask<{ text: string }>('GET', `/v1/documents/${body.id}/text`)).body
  expect(text).toBe(RULES)
  const { items } = (await server.ask<{ items: Passage[] }>('GET', `/v1/documents/${body.id}/passages`)).body
  for (const passage of items) expect(RULES.slice(passage.start, passage.end)).toBe(passage.text)

  const [hit] = await search('VIP 客户 第3条')
  expect(hit?.passage.text).toContain('第③条：订单满 99 元包邮，')
  const marked = hit?.matches.map(({ start, end }) => hit.passage.text.slice(start, end))
  expect(marked).toContain('ＶＩＰ')

  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', {
    body: { name: '仓库', knowledgeBaseIds: [knowledgeBaseId] },
  })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  const said = await converse(server, opened.body.id, '仓库面积不超过多少平方米？')
  expect(said.text).toContain('10² 平方米，')
  const answer = (await messagesOf(server, opened.body.id)).find(({ role }) => role === 'assistant')
  const quotes = answer?.parts.filter((part): part is SourcePart => part.type === 'source') ?? []
  expect(quotes.length).toBeGreaterThan(0)
  for (const { quote, documentRange } of quotes)
    expect(RULES.slice(documentRange.start, documentRange.end)).toBe(quote)
})

test('an FAQ entry is stored as typed', async () => {
  const faqEntry = { question: '能带 ½ 升的水吗？', answer: '可以，最多 2×½ 升；见第②条。' }
  const { body } = await server.ask<{ documentId: string }>(
    'POST',
    `/v1/knowledge-bases/${knowledgeBaseId}/faq-entries`,
    {
      body: faqEntry,
    },
  )
  await ready(body.documentId)
  const [hit] = await search('能带1⁄2升的水吗')
  expect(hit?.passage.faqEntry).toEqual(faqEntry)
  expect(hit?.passage.headingPath).toEqual([faqEntry.question])
})
