import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, startBrowser } from '#test/support/browser.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

const KEY = 'sk-good-key-123456789'

let models: ModelServer
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer({ apiKey: KEY })
  server = await openTestServer()
  browser = await startBrowser()
  page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    acceptDownloads: true,
  })
  await page.goto(`${server.url}/sign-in?to=/settings/models`)
  await page.getByLabel('E-mail').fill(OWNER.email)
  await page.locator('input[type=password]').fill(OWNER.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
})
afterAll(async () => {
  if (!hasBrowser) return
  await browser.close()
  await server.close()
  await models.close()
})

/** Pictures of what is shown, wide and narrow, light and dark. */
async function keepShots(name: string) {
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      await keepShot(page, `${name}-${width}-${colorScheme}`)
    }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
}
const dialog = () => page.getByRole('dialog')

test.skipIf(!hasBrowser)('a wrong key is told apart from a valid one before anything is stored', async () => {
  await page.getByText('No provider connected yet').waitFor()
  await keepShots('models-empty')
  await page.getByRole('button', { name: 'Connect a provider' }).click()
  await dialog().getByLabel('Base URL').fill(models.openaiBaseUrl)
  await dialog().getByLabel('API key', { exact: true }).fill('sk-wrong-key-0000000')
  await dialog().getByRole('button', { name: 'Test' }).click()
  await dialog().getByRole('alert').getByText('The provider rejected this key').waitFor()
  await keepShots('models-bad-key')
  await dialog().getByLabel('API key', { exact: true }).fill(KEY)
  await dialog().getByRole('button', { name: 'Test' }).click()
  await dialog().getByText('2 models are available').waitFor()
})

test.skipIf(!hasBrowser)('the models are picked from what the provider has, priced and stored', async () => {
  // The test of the connection has chosen them.
  await dialog().getByText('scripted-large', { exact: true }).first().waitFor()
  await dialog().getByText('Prices per million tokens (optional)').click()
  await dialog().getByLabel('Input, scripted', { exact: true }).fill('2')
  await dialog().getByLabel('Output, scripted', { exact: true }).fill('8')
  await dialog().getByRole('button', { name: 'Test' }).click()
  await dialog().getByText('It works. The model answered').waitFor()
  await keepShots('models-good-key')
  await dialog().getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('…6789').waitFor()
  await page.getByRole('combobox', { name: 'Default model' }).click()
  await page.getByRole('option', { name: 'openai/scripted', exact: true }).click()
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Default model' }).inputValue())
    .toBe('openai/scripted')
  await keepShots('models-connected')
  expect(await page.content()).not.toContain(KEY)
})

test.skipIf(!hasBrowser)('its answers are counted and priced', async () => {
  await page.goto(`${server.url}/settings/usage`)
  await page.getByText('No usage in this period').waitFor()
  await page.getByRole('link', { name: 'Ask something' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello? [[say Good day to you.]]')
  await page.keyboard.press('Enter')
  await page.getByText('Good day to you.', { exact: true }).waitFor()
  await page.goto(`${server.url}/settings/usage?by=model&show=cost`)
  await page.getByRole('rowheader', { name: 'openai/scripted' }).waitFor()
  await page.locator('.recharts-bar-rectangle').last().waitFor()
  expect(await page.getByRole('row', { name: /openai\/scripted/ }).textContent()).toContain('US$')
  await keepShots('usage-by-model')
  await page.goto(`${server.url}/settings/usage?by=day`)
  await page.locator('.recharts-bar-rectangle').last().waitFor()
  await keepShots('usage-by-day')
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 700 })
  await page.getByRole('combobox', { name: 'Chart' }).click()
  await page.getByRole('option', { name: 'Searches' }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('show')).toBe('searches')
  if (size) await page.setViewportSize(size)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download CSV' }).click()
  expect((await downloading).suggestedFilename()).toBe('usage-by-day.csv')
})

test.skipIf(!hasBrowser)('a removal can be taken back', async () => {
  await page.goto(`${server.url}/settings/models`)
  await page.getByRole('button', { name: 'Suspend' }).click()
  await page.getByText('Suspended').waitFor()
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('Suspended').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByText('…6789').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('…6789').waitFor()
})
