import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { type LittleWeb, openLittleWeb, webPage } from '#test/support/little-web.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'

let server: TestServer
let browser: Browser
let page: Page
let web: LittleWeb
let knowledgeBase: string

beforeAll(async () => {
  if (!hasBrowser) return
  web = await openLittleWeb({
    '/': webPage('The shop', 'All about it.', ['/help/returns', '/blog/news', '/help/gone']),
    '/help/returns': webPage('Returns', 'Goods go back within thirty days.'),
    '/blog/news': webPage('News', 'Nothing new.'),
  })
  server = await openTestServer({ env: { PARLEY_PRIVATE_PAGE_HOSTS: '127.0.0.1:*' } })
  browser = await startBrowser()
  const { text: tokens } = await server.ask('POST', '/v1/auth/login', { token: null, body: OWNER })
  const made = await server.ask('POST', '/v1/knowledge-bases', { body: { name: 'Handbook' } })
  knowledgeBase = `${server.url}/knowledge/${made.body.id}`
  page = await openSignedIn(browser, tokens, { viewport: { width: 1280, height: 900 } })
  await page.goto(knowledgeBase)
  await page.getByRole('heading', { name: 'Handbook', level: 1 }).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await web?.close()
})

const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
const choose = async (field: string, option: string) => {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
const fromMenu = async (button: string | RegExp, item: string) => {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const rowOf = (text: string) => page.getByRole('listitem').filter({ hasText: text })

test.skipIf(!hasBrowser)('a website is read up to its limits, and each page shows its state', async () => {
  await press('Add a website')
  await page.getByRole('textbox', { name: 'Address' }).fill(`${web.url}/`)
  await choose('Pages to read', 'This page and linked pages')
  await page.getByRole('textbox', { name: /^Only these paths/ }).fill('/help/')
  await choose('Sync schedule', 'Every day at 3:00')
  await page.getByRole('dialog').getByRole('button', { name: 'Add a website' }).click()
  const row = rowOf(web.url)
  await row.getByText('Read', { exact: true }).waitFor()
  await row.getByRole('link').click()
  await page.getByText('2 pages added').waitFor()
  await rowOf('/help/gone').getByText('The page does not exist.').waitFor()
  expect(await page.getByText('/blog/news').count()).toBe(0)
  await keepShot(page, 'knowledge-base-1-site')
})

test.skipIf(!hasBrowser)('it is read again on request, and reports what changed', async () => {
  web.pages.set('/help/returns', webPage('Returns', 'Goods go back within forty days.'))
  await fromMenu(/^More actions/, 'Sync now')
  await page.getByText('1 page changed').waitFor()
  await choose('Show', 'Changed')
  await rowOf('/help/returns').getByText('Changed').waitFor()
  expect(new URL(page.url()).searchParams.get('show')).toBe('changed')
  await page.getByRole('link', { name: 'Open document' }).click()
  await page.getByText('Goods go back within forty days.').first().waitFor()
  await page.goBack()
})

test.skipIf(!hasBrowser)('it is paused and resumed', async () => {
  await fromMenu(/^More actions/, 'Pause')
  await page.getByText('Paused').waitFor()
  await page.getByText('not scheduled').waitFor()
  await fromMenu(/^More actions/, 'Resume')
  await page.getByText('not scheduled').waitFor({ state: 'detached' })
})

test.skipIf(!hasBrowser)(
  'FAQ entries are imported from CSV after a preview, and exported as one file',
  async () => {
    await page.goto(knowledgeBase)
    await fromMenu('More actions: FAQ entries', 'Import CSV')
    const csv = 'what,said,more\nWhen?,At nine.,\nWhere?,,In town.\n'
    const file = { name: 'faq.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[type=file]').setInputFiles(file)
    await dialog.getByRole('checkbox').check()
    await choose('Question column', 'what')
    await choose('Answer column', 'said')
    await dialog.getByText('Row 3: It has no answer.').waitFor()
    await keepShot(page, 'knowledge-base-2-import')
    await dialog.getByRole('button', { name: 'Import 1' }).click()
    await page.getByText('1 question imported').waitFor()
    await page.getByText('At nine.').waitFor()
    const coming = page.waitForEvent('download')
    await fromMenu('More actions: FAQ entries', 'Export CSV')
    const saved = await coming
    expect(saved.suggestedFilename()).toBe('Handbook.csv')
    expect(readFileSync(await saved.path(), 'utf8')).toContain('When?,At nine.')
  },
)

const write = async (text: string) => {
  await page.goto(knowledgeBase)
  await press('Write text')
  await page.getByRole('textbox', { name: 'Name' }).fill('hours.md')
  await page.getByRole('textbox', { name: 'Text' }).fill(text)
  await press('Save')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'hours.md' }).click()
}

test.skipIf(!hasBrowser)('a passage is edited, disabled, and reset', async () => {
  await write('# Hours\n\nThe shop opens at nine.\n\n# Returns\n\nGoods go back within thirty days.')
  await fromMenu('More actions: 1', 'Edit the passage')
  await page.getByRole('textbox', { name: 'Passage text' }).fill('The shop opens at ten.')
  await press('Save')
  const passages = page.getByRole('region', { name: 'Passages' })
  await passages.getByText('Edited').waitFor()
  await fromMenu('More actions: 2', 'Exclude from search')
  await passages.getByText('Excluded').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await passages.getByText('Excluded').waitFor({ state: 'detached' })
  await keepShot(page, 'knowledge-base-3-passages')
})

test.skipIf(!hasBrowser)(
  'an edit that no longer fits after a new upload is moved to a new passage',
  async () => {
    await write(
      '# Hours\n\nThe shop opens at nine in the morning.\n\n# Returns\n\nGoods go back within a month.',
    )
    await page.getByText(/^1 edit no longer matches/).waitFor()
    await press('Apply to a passage')
    await page.getByRole('dialog').getByText('The shop opens at nine in the morning.').waitFor()
    await press('Save')
    await page.getByText(/no longer match/).waitFor({ state: 'detached' })
    const passages = page.getByRole('region', { name: 'Passages' })
    await passages.getByText('The shop opens at ten.').waitFor()
  },
)

test.skipIf(!hasBrowser)('the metadata of a document is shown above it', async () => {
  await press('Edit the metadata')
  await page.getByRole('textbox', { name: 'Key' }).fill('team')
  await page.getByRole('textbox', { name: 'Value' }).fill('support')
  await press('Add a key')
  await page.getByRole('textbox', { name: 'Key' }).nth(1).fill('tags')
  await page.getByRole('combobox', { name: 'Kind' }).nth(1).click()
  await page.getByRole('option', { name: 'List' }).click()
  await page.getByRole('textbox', { name: 'Value' }).nth(1).fill('shop, 退货')
  await press('Save')
  await page.getByText('team: support').waitFor()
  await page.getByText('tags: shop, 退货').waitFor()
})

test.skipIf(!hasBrowser)('a search is filtered by the metadata of documents', async () => {
  await page.goto(`${knowledgeBase}?search=shop+opens`)
  const hits = page.getByText(/^Score /)
  await hits.first().waitFor()
  await press('Only some documents')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Key', { exact: true }).click()
  await page.getByRole('option', { name: 'team' }).click()
  await dialog.getByLabel('Value').fill('sales')
  await keepShot(page, 'knowledge-base-4-filter')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('team is sales').waitFor()
  await page.getByText('No matching passages.').waitFor()
  await page.reload()
  await page.getByText('team is sales').waitFor()
  await press('Change')
  await choose('Condition', 'is at least')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('A number, or a date such as 2026-01-31.').waitFor()
  await dialog.getByRole('button', { name: 'All documents' }).click()
  await hits.first().waitFor()
})

test.skipIf(!hasBrowser)(
  'another passage size splits all documents again, and search by words only is announced',
  async () => {
    await page.goto(knowledgeBase)
    await page.getByText('Searched by words alone').waitFor()
    await fromMenu(/^More actions$/, 'Edit the knowledge base')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('No embedding model is connected').waitFor()
    await dialog.getByRole('textbox', { name: 'Passage size in tokens' }).fill('60')
    await dialog.getByRole('textbox', { name: 'Overlap in tokens' }).fill('40')
    await press('Save')
    await dialog.getByText('must be less than half').first().waitFor()
    await dialog.getByRole('textbox', { name: 'Overlap in tokens' }).fill('0')
    await press('Save')
    await dialog.waitFor({ state: 'detached' })
    await fromMenu(/^More actions$/, 'Reprocess all documents')
    await expect
      .poll(
        async () =>
          (
            await server.ask(
              'GET',
              `/v1${new URL(knowledgeBase).pathname.replace('knowledge', 'knowledge-bases')}`,
            )
          ).body,
        { timeout: 45_000 },
      )
      .toMatchObject({ passageSize: 60, passageOverlap: 0, waitingCount: 0 })
  },
)
