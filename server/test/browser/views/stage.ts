import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { vi } from 'vitest'
import { converse, scriptedModels, send } from '#test/support/conversation.ts'
import { pieces } from '#test/support/model-server/directives.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openLittleWeb, webPage } from '#test/support/little-web.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

/** A server with something on every page, and what addresses need to know of it. */
export interface Stage {
  readonly server: TestServer
  readonly models: ModelServer
  /** What a session leaves in the browser. */
  readonly tokens: string
  readonly conversationId: string
  /** One that waits for a person, with a note. */
  readonly inboxConversationId: string
  readonly agentId: string
  readonly knowledgeBaseId: string
  readonly emptyKnowledgeBaseId: string
  readonly documentId: string
  readonly siteId: string
  readonly nobody: string
  close(): Promise<void>
}

const HANDBOOK = `# Opening hours

The shop opens at nine in the morning and closes at six in the evening, from Monday to Saturday.

# Returns

Goods can be returned within thirty days. The money is paid back within five working days.

# 退款政策

商品可在三十天內退貨。退款將在五個工作日內完成。
`

const ANSWER = `The shop opens at nine in the morning and closes at six in the evening, from Monday to Saturday.

| day | from | to |
| --- | --- | --- |
| Monday to Saturday | 9:00 | 18:00 |
| Sunday | closed | closed |

\`\`\`ts
const isOpen = (hour: number) => hour >= 9 && hour < 18 // long enough that a phone has to scroll it sideways
\`\`\`

- [x] looked up in the handbook
- [ ] asked on the phone`

const INSTRUCTIONS = `You answer questions about the shop, briefly and kindly.

- Name the document that you rely on.
- Say so when you do not know.`

const ENDLESS = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2)
/** Begins like a PDF, and ends before it has said anything. */
const BROKEN_PDF = '%PDF-1.4\n1 0 obj\n'

const shop = {
  '/': webPage('The shop', 'Everything about the shop.', ['/delivery', '/gone', '/empty']),
  '/delivery': webPage('Delivery', 'Parcels leave on Mondays.'),
  '/empty': '<html><body></body></html>',
}

/** Somebody who waits for a person, whom operators have noted something about. */
async function waiting(server: TestServer, agentId: string): Promise<string> {
  const { accessToken: token } = await server.member('end_user')
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', { token, body: { agentId } })
  await send(server, opened.body.id, `Can somebody call me? ${ENDLESS}`, { token })
  const inbox = `/v1/inbox/conversations/${opened.body.id}`
  await server.ask('POST', `${inbox}/assign`, { body: { memberId: null } })
  await server.ask('POST', `${inbox}/notes`, { body: { text: `Is in a hurry. ${ENDLESS}` } })
  await server.ask('PATCH', inbox, { body: { priority: 'urgent', labels: ['vip', '退款'] } })
  return opened.body.id
}

export async function setStage(): Promise<Stage> {
  const models = await startModelServer()
  const web = await openLittleWeb(shop)
  const server = await openTestServer({
    env: { ...scriptedModels(models), PARLEY_PRIVATE_PAGE_HOSTS: '127.0.0.1:*' },
  })
  const made = async (path: string, body: unknown) => {
    const { status, body: thing, text } = await server.ask<{ id: string }>('POST', path, { body })
    if (status !== 201) throw new Error(text)
    return thing.id
  }
  const knowledgeBaseId = await made('/v1/knowledge-bases', {
    name: 'Handbook of the shop',
    description: 'Opening hours, returns and refunds, in English and Chinese.',
  })
  const emptyKnowledgeBaseId = await made('/v1/knowledge-bases', { name: ENDLESS.slice(0, 100) })
  const documents = `/v1/knowledge-bases/${knowledgeBaseId}/documents`
  const documentId = await made(documents, { name: 'handbook.md', text: HANDBOOK })
  await indexed(server, knowledgeBaseId)
  await made(documents, {
    name: `ساعات العمل والعطل الرسمية – ${ENDLESS}.txt`,
    text: 'نفتح في التاسعة صباحا.',
  })
  await made(documents, { name: 'scan.pdf', fileId: await uploaded(server, BROKEN_PDF) })
  await indexed(server, knowledgeBaseId)
  await editPassages(server, documents, documentId)
  await made(`/v1/knowledge-bases/${knowledgeBaseId}/faq-entries`, {
    question: 'Do you open on Sundays?',
    answer: `No. ${ENDLESS}`,
  })
  const siteId = await made(`/v1/knowledge-bases/${knowledgeBaseId}/sites`, {
    address: `${web.url}/`,
    kind: 'site',
    schedule: '0 3 * * *',
  })
  await siteRead(server, siteId)
  await indexed(server, knowledgeBaseId)
  const agentId = await made('/v1/agents', {
    name: 'Ada',
    instructions: 'You answer questions about the shop, briefly and kindly.',
    knowledgeBaseIds: [knowledgeBaseId],
    knowledgeBaseFilters: [
      { knowledgeBaseId, where: [{ key: 'tags', is: 'one-of', values: ['returns', ENDLESS], not: true }] },
    ],
    temperature: 0.4,
  })
  const change = (path: string, body: unknown) =>
    server.ask('PATCH', `/v1/agents/${agentId}${path}`, { body })
  await change('', { instructions: INSTRUCTIONS, tone: 'Warm and patient' })
  await change('/draft', {
    temperature: 0.7,
    examples: [{ question: 'Are you open on Sundays?', answer: 'No, but we are glad to see you on Monday.' }],
  })
  await made('/v1/agents', {
    name: ENDLESS.slice(0, 100),
    instructions: '客服助理：请用简体中文回答。'.repeat(8),
  })
  await made('/v1/conversations', { agentId, title: `مرحبا ${ENDLESS.slice(0, 150)}` })
  const conversationId = await made('/v1/conversations', { agentId })
  models.script({ text: pieces(ANSWER), thoughts: pieces('The handbook has a chapter about this.') })
  await converse(server, conversationId, 'When does the shop open?')
  await suggest(server, agentId, conversationId)
  models.script({ fail: '401', at: 0 })
  await converse(server, conversationId, '那么星期天呢？')
  const inboxConversationId = await waiting(server, agentId)
  await made('/v1/api-keys', { name: 'Nightly report', scopes: ['*'], expiresInDays: 30 })
  const signedIn = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  return {
    server,
    models,
    tokens: signedIn.text,
    conversationId,
    inboxConversationId,
    agentId,
    knowledgeBaseId,
    emptyKnowledgeBaseId,
    documentId,
    siteId,
    nobody: randomUUID(),
    async close() {
      await server.close()
      await web.close()
      await models.close()
    },
  }
}

/** What a reading of a conversation would have left: one suggestion that waits, and one that was dismissed. */
async function suggest(server: TestServer, agentId: string, conversationId: string): Promise<void> {
  const tenantId = (await server.ask<{ tenant: { id: string } }>('GET', '/v1/me')).body.tenant.id
  const suggestion = (state: string, added: string, reason: string) => ({
    tenant_id: tenantId,
    id: uuidv7(),
    agent_id: agentId,
    conversation_id: conversationId,
    base_version: 2,
    base_instructions: INSTRUCTIONS,
    instructions: `${INSTRUCTIONS}\n${added}`,
    reason,
    confidence: 0.82,
    idea: [added],
    state,
  })
  await server.app.database.write(tenantId, (tx) =>
    tx
      .insertInto('suggestions')
      .values([
        suggestion('waiting', '- Give prices with tax.', 'Three people asked whether prices are with tax.'),
        suggestion('dismissed', '- Use no emoji.', '有人希望回答中不要使用表情符号。'),
      ])
      .execute(),
  )
}

/** A change that stays, one that fits no more, a passage that is never found, and a word about the document. */
async function editPassages(server: TestServer, documents: string, documentId: string): Promise<void> {
  const path = `/v1/documents/${documentId}`
  const passages = async () => {
    const { body } = await server.ask<{ items: { id: string }[] }>('GET', `${path}/passages`)
    return body.items.map(({ id }) => `/v1/passages/${id}`)
  }
  const [hours = '', returns = '', refunds = ''] = await passages()
  await server.ask('PATCH', hours, { body: { text: 'The shop opens at nine and closes at six.' } })
  await server.ask('PATCH', returns, { body: { text: 'Goods go back within thirty days.' } })
  await server.ask('PATCH', refunds, { body: { isDisabled: true } })
  const text = HANDBOOK.replace('within thirty days', 'within forty days')
  await server.ask('POST', documents, { body: { name: 'handbook.md', text } })
  await indexed(server, documents.split('/')[3] ?? '')
  const metadata = { team: 'support', year: 2026, isPublic: true, tags: ['returns', '退款', ENDLESS] }
  await server.ask('PATCH', path, { body: { metadata } })
}

async function siteRead(server: TestServer, siteId: string): Promise<void> {
  await vi.waitUntil(async () => (await server.ask('GET', `/v1/sites/${siteId}`)).body.state === 'done', {
    timeout: 45_000,
    interval: 100,
  })
}

async function uploaded(server: TestServer, content: string): Promise<string> {
  const form = new FormData()
  form.set('file', new Blob([content]), 'scan.pdf')
  const response = await fetch(`${server.url}/v1/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.owner}` },
    body: form,
  })
  return ((await response.json()) as { id: string }).id
}

async function indexed(server: TestServer, knowledgeBaseId: string): Promise<void> {
  await vi.waitUntil(
    async () => {
      const path = `/v1/knowledge-bases/${knowledgeBaseId}/documents`
      const { body } = await server.ask<{ items: { state: string }[] }>('GET', path)
      return body.items.every(({ state }) => state === 'ready' || state === 'failed')
    },
    { timeout: 45_000, interval: 100 },
  )
}
