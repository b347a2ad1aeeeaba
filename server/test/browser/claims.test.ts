import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Document } from '#contract/shapes/knowledge.ts'
import { hasBrowser, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { converse, scriptedModels } from '#test/support/conversation.ts'
import { pieces } from '#test/support/model-server/directives.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { lookAround } from './views/look-around.ts'

const SUPPORTED = 'The shop opens at nine in the morning.'
const INVENTED = 'Its owner Gertrude Fisher lives in Lisbon.'

let server: TestServer
let models: ModelServer
let browser: Browser
let page: Page
let knowledgeBaseId: string

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  browser = await startBrowser()
  knowledgeBaseId = await made('/v1/knowledge-bases', { name: 'Handbook' })
  const text = `# About us\n\nWe sell tools.\n\n# Opening hours\n\n${SUPPORTED} It closes at six in the evening.`
  const id = await made(`/v1/knowledge-bases/${knowledgeBaseId}/documents`, { name: 'hours.md', text })
  await vi.waitFor(
    async () =>
      expect((await server.ask<Document>('GET', `/v1/documents/${id}`)).body).toMatchObject({
        state: 'ready',
      }),
    { timeout: 45_000, interval: 50 },
  )
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

const made = async (path: string, body: object) =>
  (await server.ask<{ id: string }>('POST', path, { body })).body.id

/** Opens a conversation in which an agent of that policy has said something true and something made up. */
async function answered(unsupportedClaims: string): Promise<void> {
  const agentId = await made('/v1/agents', {
    name: 'Ada',
    knowledgeBaseIds: [knowledgeBaseId],
    unsupportedClaims,
  })
  const conversationId = await made('/v1/conversations', { agentId })
  models.script({ text: pieces(`${SUPPORTED} ${INVENTED}`) })
  await converse(server, conversationId, 'When does the shop open?')
  await page.goto(`${server.url}/conversations/${conversationId}`)
  await page.getByText('The shop opens at nine in the morning').first().waitFor()
}

test.skipIf(!hasBrowser)(
  'shown: unsupported sentences look like the rest',
  async () => {
    await answered('show')
    await page.getByText('Gertrude Fisher').waitFor()
    expect(await page.getByRole('button', { name: 'No source supports this sentence' }).count()).toBe(0)
    await lookAround(page, 'claims-show')
  },
  60_000,
)

test.skipIf(!hasBrowser)(
  'flagged: unsupported sentences are marked',
  async () => {
    await answered('flag')
    await page.getByText('Gertrude Fisher').waitFor()
    await page.getByRole('button', { name: 'No source supports this sentence' }).waitFor()
    await lookAround(page, 'claims-flag')
  },
  60_000,
)

test.skipIf(!hasBrowser)(
  'withheld: the answer says that something was left out, and nobody can read it',
  async () => {
    await answered('withhold')
    await page.getByRole('note').waitFor()
    expect(await page.getByText('Gertrude Fisher').count()).toBe(0)
    await lookAround(page, 'claims-withhold')
  },
  60_000,
)

test.skipIf(!hasBrowser)(
  'handed over: the answer says that a person was asked',
  async () => {
    await answered('handoff')
    await page.getByRole('note').getByText('person').waitFor()
    expect(await page.getByText('Gertrude Fisher').count()).toBe(0)
    await page.getByRole('button', { name: 'Knowledge bases searched' }).click()
    await page.getByText('Searched for: When does the shop open?').waitFor()
    await lookAround(page, 'claims-handoff')
  },
  60_000,
)

test.skipIf(!hasBrowser)(
  'a citation opens the document at the place',
  async () => {
    await answered('flag')
    await page
      .getByRole('link', { name: /hours\.md/ })
      .first()
      .click()
    await page.waitForURL(/\/knowledge\/documents\/[^/]+#passage=/)
    await page.locator('mark').first().waitFor()
    expect((await page.locator('mark').allTextContents()).join('')).toContain('opens at nine')
    await lookAround(page, 'claims-citation')
  },
  60_000,
)
