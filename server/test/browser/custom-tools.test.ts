import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CustomTool, NewCustomTool } from '#contract/shapes/custom-tool.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { settled, tooWide, violationsIn } from './views/look.ts'

let server: TestServer
let browser: Browser
let page: Page
const heard: { url: string; key: string | undefined }[] = []
const service = createServer((request, response) => {
  heard.push({ url: request.url ?? '', key: request.headers['x-key']?.toString() })
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"rang":true}')
})
const at = (path: string) => `http://127.0.0.1:${(service.address() as AddressInfo).port}${path}`
const document = (path: string, operationId: string) =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Till', version: '1' },
    paths: { [path]: { get: { operationId, summary: 'Looks', responses: {} } } },
  })

beforeAll(async () => {
  if (!hasBrowser) return
  await new Promise<void>((ready) => service.listen(0, '127.0.0.1', ready))
  server = await openTestServer({ env: { PARLEY_PRIVATE_HOSTS: '127.0.0.1:*' } })
  browser = await startBrowser()
  const signedIn = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  page = await openSignedIn(browser, signedIn.text, { viewport: { width: 390, height: 844 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  service.closeAllConnections()
  service.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByRole('dialog').getByRole('textbox', { name })

async function open(facts: object): Promise<string> {
  const made = await server.ask<NewCustomTool>('POST', '/v1/tools/custom', { body: facts })
  expect(made.status, made.text).toBe(201)
  await page.goto(`${server.url}/settings/custom-tools?tool=${made.body.tool.id}`)
  await button('Change').click()
  return made.body.tool.id
}
const stored = async (id: string) =>
  (await server.ask<{ items: CustomTool[] }>('GET', '/v1/tools/custom')).body.items.find(
    (tool) => tool.id === id,
  )

test.skipIf(!hasBrowser)(
  'a webhook is changed, keeps its secret header, and is tried with its current values',
  async () => {
    const id = await open({
      kind: 'webhook',
      name: 'till',
      url: at('/before'),
      description: 'Rings.',
      inputSchema: { type: 'object' },
      authHeader: 'x-key',
      authValue: 'swordfish',
    })
    expect(await button('Save').isDisabled()).toBe(true)
    await field('Address').fill(at('/after'))
    await field('What it does').fill('Rings twice.')
    await field('Arguments').fill('{ "type": "object", "properties": {')
    await page.getByText('This is not valid JSON.').waitFor()
    expect(await button('Save').isDisabled()).toBe(true)
    await field('Arguments').fill(
      '{ "type": "object", "properties": { "times": {} }, "required": ["times"] }',
    )
    await settled(page)
    await keepShot(page, 'custom-tool-change')
    expect(await violationsIn(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    await button('Save').click()
    // The form says so, too, before it is stored.
    await expect
      .poll(() => stored(id))
      .toMatchObject({
        url: at('/after'),
        authHeader: 'x-key',
        description: 'Rings twice.',
      })
    await button('Try it').click()
    const input = page.getByRole('textbox', { name: 'Arguments, as JSON' })
    expect(JSON.parse(await input.inputValue())).toEqual({ times: '' })
    await button('Call it').click()
    await page.getByText('"rang": true').waitFor()
    expect(heard).toEqual([{ url: '/after', key: 'swordfish' }])
  },
)

test.skipIf(!hasBrowser)('a service is moved, and described again', async () => {
  const id = await open({ kind: 'openapi', name: 'shop', url: at('/v1'), document: document('/a', 'lookA') })
  await page.getByText('Leave empty to keep the current document.', { exact: false }).waitFor()
  await field('Address').fill(at('/v2'))
  await button('Save').click()
  await page.getByText(at('/v2'), { exact: true }).waitFor()
  expect((await stored(id))?.operations.map(({ name }) => name)).toEqual(['lookA'])

  await button('Change').click()
  await field('Document').fill('no document')
  await button('Save').click()
  await page.getByRole('dialog').getByText(/.+/).first().waitFor()
  await expect.poll(() => field('Document').getAttribute('aria-invalid')).toBe('true')
  await field('Document').fill(document('/b', 'lookB'))
  await button('Save').click()
  await page.getByText('http:shop:lookB').waitFor()
  await button('Try it').click()
  await button('Call it').click()
  await page.getByText('"rang": true').waitFor()
  expect(heard.at(-1)?.url).toBe('/v2/b')
})
