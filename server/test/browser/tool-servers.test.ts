import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { type HostileToolServer, startHostileToolServer } from '#test/support/hostile-tool-server.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let tools: HostileToolServer
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  if (!hasBrowser) return
  tools = await startHostileToolServer()
  server = await openTestServer({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
  browser = await startBrowser()
  const signedIn = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  page = await openSignedIn(browser, signedIn.text, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await tools?.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })

test.skipIf(!hasBrowser)(
  'a tool server is added by its address, and a call with effects is approved',
  async () => {
    await page.goto(`${server.url}/settings/tools`)
    await page.getByText('No tool servers yet').waitFor()
    await button('Add server').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Our Library')
    await dialog.locator('input[type=url]').fill(tools.url)
    await keepShot(page, 'tool-servers-add')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('heading', { name: 'our-library' }).waitFor()
    await page.getByText('lend', { exact: true }).waitFor()
    tools.tools = tools.tools.map((tool) =>
      tool.name === 'lend' ? { ...tool, description: 'Lend all.' } : tool,
    )
    await button('Sync now').click()
    await button('Approve: lend').waitFor()
    await page.getByText('Lend all.').waitFor()
    await keepShot(page, 'tool-servers-changed')
    await page.setViewportSize({ width: 320, height: 700 })
    await keepShot(page, 'tool-servers-changed-narrow')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await button('Approve: lend').click()
    await button('Approve: lend').waitFor({ state: 'detached' })
    await page.goto(`${server.url}/settings/tools`)
    await page.getByText('4 tools').waitFor()
  },
)
