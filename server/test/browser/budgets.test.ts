import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Budget } from '#contract/shapes/budget.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { converse, scriptedModels } from '#test/support/conversation.ts'
import { startModelServer, type ModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled, tooWide, violationsIn } from './views/look.ts'

let models: ModelServer
let server: TestServer
let browser: Browser
let tokens: string

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  browser = await startBrowser()
  tokens = (await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })).text
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

const listed = async () => (await server.ask<{ items: Budget[] }>('GET', '/v1/budgets')).body.items

test.skipIf(!hasBrowser)('a budget is set, used up and seen to act, on a desk and on a phone', async () => {
  const page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
  await page.goto(`${server.url}/settings/budgets`)
  await page.getByText('No budgets yet').waitFor()
  await page.getByRole('button', { name: 'Set a budget' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Tokens', exact: true }).fill('10')
  await settled(page)
  await keepShot(page, 'budget-form')
  const left = (name: string) =>
    form.getByRole('textbox', { name, exact: true }).evaluate((field) => field.getBoundingClientRect().left)
  expect(await left('Warn admins from')).toBe(await left('Amount'))
  expect(await violationsIn(page)).toEqual([])
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Within budget').waitFor()
  expect(await listed()).toMatchObject([{ kind: 'tenant', tokens: 10, warnAt: 80, knowledgeAt: 100 }])

  const agent = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const opened = await server.ask<{ id: string }>('POST', '/v1/conversations', {
    body: { agentId: agent.body.id },
  })
  await converse(server, opened.body.id, 'A question with quite a few words, for what they cost?')
  await converse(server, opened.body.id, 'And another one?')
  await page.getByText(/Budget “The whole organisation”: \d+ % used/).waitFor()
  await page.getByText('Answering from documents only').first().waitFor()
  await settled(page)
  await keepShot(page, 'budgets')
  expect(await violationsIn(page)).toEqual([])

  await page.goto(`${server.url}/conversations/${opened.body.id}`)
  await page.getByText('For now I can only quote our documents.').waitFor()
  await page.getByText('No model answered: a budget is used up.').waitFor()
  await settled(page)
  await keepShot(page, 'budget-answer')
  await page.goto(`${server.url}/agents/${agent.body.id}`)
  await page.getByRole('link', { name: 'Set a budget' }).click()
  await page.getByRole('button', { name: 'Set a budget' }).click()
  const chosen = () =>
    page
      .getByRole('dialog')
      .locator('input')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
  await expect.poll(chosen, { timeout: 15_000 }).toContain('Ada')
  await page.context().close()

  const phones: [string, BrowserContextOptions][] = [
    ['budgets-phone', { viewport: { width: 320, height: 700 } }],
    ['budgets-phone-dark', { viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark' }],
  ]
  for (const [name, options] of phones) {
    const phone = await openSignedIn(browser, tokens, options)
    await phone.goto(`${server.url}/settings/budgets`)
    await phone.getByText(/token/).first().waitFor()
    await settled(phone)
    await keepShot(phone, name)
    expect(await tooWide(phone)).toEqual([])
    expect(await violationsIn(phone)).toEqual([])
    await phone.context().close()
  }
})
