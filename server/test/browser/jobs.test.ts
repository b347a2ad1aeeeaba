import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '#contract/shapes/people.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { storeJob } from '#test/support/store-job.ts'

let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  browser = await startBrowser()
  const signedIn = await server.ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })
  await fail(signedIn.body.tenant.id)
  page = await openSignedIn(browser, signedIn.text, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Work that was given up because its model did not answer. */
const fail = (tenantId: string) =>
  storeJob(server.app, tenantId, {
    name: 'models.changed',
    state: 'dead',
    tries: 5,
    triesMax: 5,
    reason: 'upstream_failed: The model did not answer in time.',
  })

test.skipIf(!hasBrowser)('a failed job is shown with its reason, and retried', async () => {
  await page.goto(`${server.url}/settings/jobs`)
  await page.getByText('Failed (1)').click()
  await expect.poll(() => new URL(page.url()).search).toBe('?state=dead')
  const row = page.getByRole('listitem').filter({ hasText: 'Applying model changes' })
  await row.getByText('The model did not answer in time.').waitFor()
  await keepShot(page, 'jobs-failed')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 390, height: 844 })
  await keepShot(page, 'jobs-failed-phone-dark')
  await row.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Retrying: Applying model changes').waitFor()
  await page.getByText('Failed (0)').waitFor()
  await page.getByText('Done (', { exact: false }).click()
  await row.first().waitFor()
})
