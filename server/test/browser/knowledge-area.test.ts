import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let browser: Browser
let page: Page
/** The same person's second tab, where nobody does anything. */
let other: Page

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  browser = await startBrowser()
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  const made = await server.ask('POST', '/v1/knowledge-bases', { body: { name: 'Handbook' } })
  page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 800 } })
  other = await page.context().newPage()
  for (const tab of [page, other]) {
    await tab.goto(`${server.url}/knowledge/${made.body.id}`)
    await tab.getByRole('heading', { name: 'Handbook', level: 1 }).waitFor()
  }
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
})
const put = (...files: ReturnType<typeof file>[]) =>
  page.locator('input[type=file][multiple]').setInputFiles(files)

/** What is marked in the text of a document; a mark that goes over several paragraphs is one in each. */
const marked = async () => (await page.locator('mark').allTextContents()).join('')

test.skipIf(!hasBrowser)('several files upload, and another tab sees their progress', async () => {
  await put(
    file(
      'hours.md',
      '# Opening hours\n\nThe shop opens at nine.\n\n# Returns\n\nGoods go back within thirty days.',
    ),
    file('scan.pdf', '%PDF-1.4\n1 0 obj\n'),
  )
  for (const tab of [page, other]) {
    await tab.getByRole('link', { name: 'hours.md' }).waitFor()
    await tab.getByText('The file is damaged.').waitFor()
  }
  await keepShot(page, 'knowledge-1-files')
})

test.skipIf(!hasBrowser)('a file is dropped onto the page', async () => {
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['Parcels leave on Mondays.'], 'parcels.txt', { type: 'text/plain' }))
    return transfer
  })
  const area = page.getByRole('heading', { name: 'Handbook', level: 1 })
  await area.dispatchEvent('dragenter', { dataTransfer: dropped })
  await page.getByText('Drop the files to add them').waitFor()
  await area.dispatchEvent('drop', { dataTransfer: dropped })
  await other.getByRole('link', { name: 'parcels.txt' }).waitFor()
})

test.skipIf(!hasBrowser)('an upload is cancelled on its way, and the next one arrives', async () => {
  // The answer never comes, as on a line that is stuck.
  await page.route('**/v1/files', () => {})
  await put(file('slow.txt', 'Never to arrive.'))
  await page.getByRole('button', { name: 'Cancel: slow.txt' }).click()
  await expect.poll(() => page.getByText('slow.txt').count()).toBe(0)
  await page.unroute('**/v1/files')
  await put(file('quick.txt', 'Here at once.'))
  await page.getByRole('link', { name: 'quick.txt' }).waitFor()
})

test.skipIf(!hasBrowser)('a failed upload gives its reason, and is retried', async () => {
  await page.route('**/v1/files', (route) => route.abort())
  await put(file('later.txt', 'Here at the second try.'))
  const row = page.getByRole('listitem').filter({ hasText: 'later.txt' })
  await row.getByText('The server cannot be reached').waitFor()
  await page.unroute('**/v1/files')
  await row.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('link', { name: 'later.txt' }).waitFor()
})

test.skipIf(!hasBrowser)('a document is deleted, and taken back', async () => {
  await page.getByRole('button', { name: 'Delete: parcels.txt' }).click()
  await expect.poll(() => page.getByRole('link', { name: 'parcels.txt' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('link', { name: 'parcels.txt' }).waitFor()
})

test.skipIf(!hasBrowser)(
  'the knowledge base is assigned to an agent, who is then shown beside it',
  async () => {
    await page.getByText('No agent uses this knowledge base yet.').waitFor()
    await page.getByRole('button', { name: 'Give it to an agent' }).click()
    await page.getByRole('menuitem', { name: 'Assistant' }).click()
    await other.getByRole('link', { name: 'Assistant' }).waitFor()
  },
)

test.skipIf(!hasBrowser)('a search shows what an agent would find, and links to it', async () => {
  await page.getByRole('searchbox').fill('when does the shop open')
  await page.keyboard.press('Enter')
  await page
    .getByText(/^Score \d/)
    .first()
    .waitFor()
  expect(new URL(page.url()).searchParams.get('search')).toBe('when does the shop open')
  await keepShot(page, 'knowledge-2-search')
  await page.getByRole('listitem').getByRole('link', { name: 'hours.md' }).last().click()
  await expect.poll(marked).toContain('The shop opens at nine')
  const passages = page.getByRole('region', { name: 'Passages' })
  await passages.getByRole('link', { name: /Returns/ }).click()
  await expect.poll(marked).toContain('Returns')
  await expect.poll(() => passages.locator('[aria-current]').textContent()).toContain('Returns')
  await keepShot(page, 'knowledge-3-passages')
})

test.skipIf(!hasBrowser)('a warning of a newer server is shown in general words', async () => {
  const later = { embeddingModel: 'some/model', embeddingErrorCode: 'of-a-later-year' }
  await other.route(/\/v1\/knowledge-bases\/[^/]+$/, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), ...later } })
  })
  await other.reload()
  await other.getByText('Something keeps some/model from reading this.').waitFor()
  await other.unroute(/\/v1\/knowledge-bases\/[^/]+$/)
})
