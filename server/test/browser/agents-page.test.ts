import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { pieces } from '#test/support/model-server/directives.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let models: ModelServer
let browser: Browser
let page: Page
let agentId: string

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  browser = await startBrowser()
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  const made = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  agentId = made.body.id
  page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
  await page.goto(`${server.url}/agents/${agentId}`)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

const stored = async () =>
  (await server.ask<{ name: string; instructions: string }>('GET', `/v1/agents/${agentId}`)).body
const instructions = () => page.getByRole('textbox', { name: 'Instructions' })
const ask = async (question: string) => {
  await page.getByRole('textbox', { name: 'Ask a question' }).fill(question)
  await page.keyboard.press('Enter')
}

test.skipIf(!hasBrowser)('it answers with the values of the form, before anything is published', async () => {
  await instructions().fill('Answer like a pirate.')
  await page.getByText('Draft saved').waitFor()
  models.script({ text: pieces('Arr, at **nine** bells.'), thoughts: pieces('A pirate would say bells.') })
  await ask('When do you open?')
  await page.getByText('Arr, at nine bells.').waitFor()
  await page.getByText('Reasoning').waitFor()
  await page.getByText(/openai\/scripted · .* s/).waitFor()
  expect(JSON.stringify(models.requests.at(-1)?.body)).toContain('Answer like a pirate.')
  expect((await stored()).instructions).toBe('')
  await keepShot(page, 'agents-1-playground')
})

test.skipIf(!hasBrowser)('a changed form offers the question again', async () => {
  await instructions().fill('Answer like a poet.')
  models.script({ text: pieces('When morning gilds the ninth hour.') })
  await page.getByRole('button', { name: 'Ask again' }).click()
  await page.getByText('When morning gilds the ninth hour.').waitFor()
  expect(await page.getByText('Arr, at nine bells.').count()).toBe(0)
})

test.skipIf(!hasBrowser)('an answer is stopped, and the next one arrives', async () => {
  models.script({ text: Array.from({ length: 500 }, () => 'word '), tps: 20 })
  await ask('Tell me everything.')
  await page.getByText('word word').waitFor()
  await page.getByRole('button', { name: 'Stop the answer' }).click()
  await page.getByText('Stopped.').waitFor()
  await expect.poll(() => models.requests.at(-1)?.outcome).toBe('aborted')
  models.script({ fail: '401', at: 0 })
  await ask('And now?')
  await page.getByText(/No answer\./).waitFor()
})

test.skipIf(!hasBrowser)(
  'typed changes are saved as the draft automatically, and survive a reload',
  async () => {
    await page.getByText('Draft saved · version 1 is live').waitFor()
    expect((await stored()).instructions).toBe('')
    await page.getByRole('link', { name: 'Agents' }).last().click()
    await page.getByRole('listitem').filter({ hasText: 'Ada' }).getByText('Unpublished changes').waitFor()
    await keepShot(page, 'agents-2-list')
    await page.reload()
    await page.getByRole('link', { name: 'Ada', exact: true }).click()
    await instructions().waitFor()
    expect(await instructions().inputValue()).toBe('Answer like a poet.')
  },
)

test.skipIf(!hasBrowser)('a form without a name says so at the field, and cannot be published', async () => {
  await page.getByRole('textbox', { name: 'Name' }).fill('')
  await page.getByText('An agent needs a name.').waitFor()
  expect(await page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true)
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada')
})

test.skipIf(!hasBrowser)('tone and examples are entered, and publishing shows the differences', async () => {
  await page.getByRole('combobox', { name: 'Tone' }).click()
  await page.getByRole('option', { name: 'Warm and patient' }).click()
  await page.getByRole('button', { name: 'Add an example' }).click()
  await page.getByRole('textbox', { name: 'User says' }).fill('Are you open?')
  await page.getByRole('textbox', { name: 'Agent answers' }).fill('At dawn the doors awake.')
  await keepShot(page, 'agents-3-form')
  await page.getByRole('button', { name: 'Publish' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish version 2' })
  await dialog.getByRole('region', { name: 'Instructions' }).getByText('Answer like a poet.').waitFor()
  await dialog.getByRole('region', { name: 'Examples' }).getByText('At dawn the doors awake.').waitFor()
  await dialog.getByRole('textbox', { name: 'What’s new' }).fill('She writes verse')
  await keepShot(page, 'agents-4-publish')
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await page.getByRole('status').getByText('Version 2 is live', { exact: true }).waitFor()
  expect(await stored()).toMatchObject({
    version: 2,
    instructions: 'Answer like a poet.',
    tone: 'Warm and patient',
    examples: [{ question: 'Are you open?', answer: 'At dawn the doors awake.' }],
  })
})

test.skipIf(!hasBrowser)('changes are undone, and the undoing too', async () => {
  await instructions().fill('Something worse.')
  await page.getByText('Draft saved · version 2 is live').waitFor()
  await page.getByRole('button', { name: 'Undo changes' }).click()
  await expect.poll(() => instructions().inputValue()).toBe('Answer like a poet.')
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect.poll(() => instructions().inputValue()).toBe('Something worse.')
  await page.getByRole('button', { name: 'Undo changes' }).click()
  await page.getByRole('status').getByText('Version 2 is live', { exact: true }).waitFor()
})

test.skipIf(!hasBrowser)('another person’s publication updates a form that was not touched', async () => {
  await server.ask('PATCH', `/v1/agents/${agentId}`, { body: { instructions: 'Answer like a clerk.' } })
  await expect.poll(() => instructions().inputValue()).toBe('Answer like a clerk.')
})

test.skipIf(!hasBrowser)(
  'versions are compared, an early one is restored and the last one undone',
  async () => {
    await page.getByRole('link', { name: 'Versions' }).click()
    const version = (number: number) => page.getByRole('listitem').filter({ hasText: `Version ${number}` })
    await version(3).getByText('Current version').waitFor()
    await version(2).getByText('She writes verse').waitFor()
    await version(2).getByRole('button', { name: 'What changed' }).click()
    await page.getByRole('region', { name: 'Compare versions' }).getByText('Warm and patient').waitFor()
    expect(page.url()).toMatch(/versions\?from=1&to=2$/)
    await keepShot(page, 'agents-5-versions')
    await version(1).getByRole('button', { name: 'Restore as draft' }).click()
    await expect.poll(() => instructions().inputValue()).toBe('')
    await page.getByText('Draft saved · version 3 is live').waitFor()
    expect((await stored()).instructions).toBe('Answer like a clerk.')
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await expect.poll(() => instructions().inputValue()).toBe('Answer like a clerk.')
    await page.getByRole('link', { name: 'Versions' }).click()
    await version(3).getByRole('button', { name: 'Undo this version' }).click()
    await version(4).getByText('Rolled back').waitFor()
    expect((await stored()).instructions).toBe('Answer like a poet.')
    await page.getByRole('link', { name: 'Configuration' }).click()
  },
)

test.skipIf(!hasBrowser)('an agent is duplicated, and the duplicate deleted and taken back', async () => {
  await page.getByRole('main').getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await page.getByRole('heading', { name: 'Copy of Ada', level: 1 }).waitFor()
  await page.getByRole('main').getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Agents', level: 1 }).waitFor()
  expect(await page.getByRole('link', { name: 'Copy of Ada', exact: true }).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await page.getByRole('link', { name: 'Copy of Ada', exact: true }).waitFor()
})

test.skipIf(!hasBrowser)('on a phone the form and the trial are two tabs with addresses', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${server.url}/agents/${agentId}`)
  await instructions().waitFor()
  await page.getByRole('radiogroup').getByText('Try it here').click()
  await expect.poll(() => instructions().isVisible()).toBe(false)
  expect(page.url()).toContain('pane=try')
  await keepShot(page, 'agents-6-phone')
})

test.skipIf(!hasBrowser)('and unpublished changes are discarded from the menu', async () => {
  await page.goto(`${server.url}/agents/${agentId}`)
  const before = await instructions().inputValue()
  await instructions().fill('Typed on a phone.')
  await page.getByText('Draft saved').waitFor()
  await keepShot(page, 'agents-7-phone-draft')
  await page.getByRole('main').getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Undo changes' }).click()
  await expect.poll(() => instructions().inputValue()).toBe(before)
})
