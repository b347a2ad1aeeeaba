import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Document } from '#contract/shapes/knowledge.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { follow, send } from '#test/support/conversation.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { lookAround } from './views/look-around.ts'

const HOURS = 'The shop opens at nine in the morning and closes at six in the evening.'
const RETURNS = 'Goods can be returned within thirty days of their arrival.'
const OTHER = 'Nothing is taken back, whatever was bought and however short a time ago that was.'
const QUESTION = 'Do you repair bicycles?'

let server: TestServer
let browser: Browser
let page: Page
let knowledgeBaseId: string
let agentId: string

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  browser = await startBrowser()
  knowledgeBaseId = await made('/v1/knowledge-bases', { name: 'Handbook' })
  agentId = await made('/v1/agents', { name: 'Ada', knowledgeBaseIds: [knowledgeBaseId] })
  await addText('hours.md', HOURS)
  await addText('returns.md', RETURNS)
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const made = async (path: string, body: object, token?: string) =>
  (await server.ask<{ id: string }>('POST', path, { body, ...(token !== undefined && { token }) })).body.id

async function addText(name: string, text: string): Promise<void> {
  const id = await made(`/v1/knowledge-bases/${knowledgeBaseId}/documents`, { name, text })
  await vi.waitFor(
    async () =>
      expect((await server.ask<Document>('GET', `/v1/documents/${id}`)).body).toMatchObject({
        state: 'ready',
      }),
    { timeout: 45_000, interval: 50 },
  )
}

const lookAt = (name: string) => lookAround(page, `evals-${name}`)

async function addTestCase(facts: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: 'Add a test case' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add a test case' })
  for (const [label, value] of Object.entries(facts)) await dialog.getByLabel(label).fill(value)
  await dialog.getByRole('button', { name: 'Add a test case' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

test.skipIf(!hasBrowser)(
  'test cases are added and run, and the results are plotted',
  async () => {
    await page.goto(`${server.url}/knowledge/${knowledgeBaseId}`)
    await page.getByRole('link', { name: 'Test cases' }).click()
    await page.getByRole('heading', { name: 'No test cases yet' }).waitFor()
    await lookAt('none')
    await addTestCase({
      Question: 'When does the shop open?',
      'Document where it stands': 'hours.md',
      'Words of that passage': 'opens at nine',
      'Expected answer': 'The shop opens at nine in the morning.',
    })
    await addTestCase({
      Question: 'May goods be returned?',
      'Document where it stands': 'returns.md',
      'Words of that passage': 'within thirty days',
    })
    await page.getByRole('button', { name: 'Run now' }).click()
    await page.getByRole('figure').getByText('Found 100%').waitFor()
    await page.getByRole('img', { name: 'Runs, the newest at the right' }).waitFor()
    await page
      .getByRole('cell', { name: /First run|As good as before/ })
      .first()
      .waitFor()

    await page.getByRole('button', { name: 'Change the test case: May goods be returned?' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change the test case' })
    expect(await dialog.getByLabel('Words of that passage').inputValue()).toBe('within thirty days')
    await dialog.getByLabel('Question').fill('May goods be returned at all?')
    await lookAt('question')
    await dialog.getByRole('button', { name: 'Save' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'May goods be returned at all?' })
    await row.getByText('Found 100%').waitFor()
  },
  60_000,
)

test.skipIf(!hasBrowser)(
  'content that makes the knowledge base worse is blocked, and discarded when rejected',
  async () => {
    await page.getByRole('switch', { name: 'Block what makes this knowledge base worse' }).click()
    await page.getByText('less than 80% is found or supported').waitFor()
    await addText('returns.md', OTHER)
    await page.getByText('A change of one document is blocked').waitFor()
    await page.getByRole('button', { name: 'Accept and publish' }).waitFor()
    await page.getByText('Not found: returns.md').waitFor()
    await lookAt('blocked')

    await page.goto(`${server.url}/knowledge/${knowledgeBaseId}?search=returned+taken+back`)
    await page.getByRole('listitem').getByText(RETURNS).waitFor()
    await page.getByText('Blocked', { exact: true }).waitFor()
    await lookAt('knowledge-base-held')
    await page.getByRole('list').locator('ol mark, mark').first().scrollIntoViewIfNeeded()
    await keepShot(page, 'evals-search')
    await page.getByRole('link', { name: 'returns.md' }).first().click()
    await page.getByText(OTHER).waitFor()
    await page.getByText('A change of this document is blocked').waitFor()
    await lookAt('document-blocked')
    await page.getByRole('link', { name: 'See the evaluation run and decide' }).click()
    await page.getByRole('button', { name: 'Reject' }).click()
    await page.getByText('A change of one document is blocked').waitFor({ state: 'hidden' })
  },
  90_000,
)

test.skipIf(!hasBrowser)(
  'an unanswered question is answered once by a person, and then by the agent',
  async () => {
    const { accessToken: token } = await server.member('end_user')
    for (const text of [QUESTION, 'do you repair BICYCLES?', 'Is there a wheelchair ramp?']) {
      const conversationId = await made('/v1/conversations', { agentId }, token)
      const { reply } = await send(server, conversationId, text, { token })
      await follow(server, reply?.id ?? '', undefined, token)
    }
    await page.goto(`${server.url}/knowledge`)
    await page.getByRole('link', { name: '2 unanswered questions' }).click()
    const row = page.getByRole('listitem').filter({ hasText: QUESTION })
    await row.getByText('asked 2 times').waitFor()
    await row.getByRole('button', { name: 'Answer' }).click()
    await row.getByLabel('Your answer').fill('Bicycles are repaired on Fridays in the yard.')
    await lookAt('unanswered-form')
    await row.getByRole('button', { name: 'Keep as a draft' }).click()
    await row.getByText('Draft, to be reviewed').waitFor()
    await lookAt('unanswered-draft')
    await row.getByRole('button', { name: 'Publish' }).click()
    await row.waitFor({ state: 'hidden' })
    await page.getByText('Answered', { exact: true }).click()
    await page.getByRole('link', { name: 'Open the FAQ entry' }).waitFor()

    await vi.waitFor(
      async () => {
        const { body } = await server.ask<{ items: unknown[] }>('POST', '/v1/search', {
          body: { query: QUESTION, knowledgeBaseIds: [knowledgeBaseId] },
        })
        expect(JSON.stringify(body.items)).toContain('on Fridays')
      },
      { timeout: 45_000 },
    )
    const conversationId = await made('/v1/conversations', { agentId })
    await page.goto(`${server.url}/conversations/${conversationId}`)
    await page.getByRole('textbox', { name: /message/i }).fill(QUESTION)
    await page.keyboard.press('Enter')
    await page.getByText('Bicycles are repaired on Fridays in the yard.').first().waitFor()
    await page.getByRole('button', { name: 'Keep as a test case' }).click()
    const dialog = page.getByRole('dialog', { name: 'Keep as a test case' })
    await dialog.getByLabel('Knowledge base').waitFor()
    await lookAt('keep')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Kept as a test case').waitFor()
  },
  120_000,
)
