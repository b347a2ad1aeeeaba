import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, keepShot, startBrowser } from '#test/support/browser.ts'
import { openTestServer, OWNER, type TestServer } from '#test/support/open-test-server.ts'
import { lookAround } from './views/look-around.ts'

const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
const LATER = { timeout: 45_000 }

let server: TestServer
let browser: Browser
let owner: Page
let ben: Page
let link = ''

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  browser = await startBrowser()
  owner = await (await newContext()).newPage()
  ben = await (await newContext()).newPage()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const newContext = (): Promise<BrowserContext> =>
  browser.newContext({ viewport: desktop, locale: 'en-GB', reducedMotion: 'reduce', acceptDownloads: true })

const signIn = async (page: Page, { email, password }: typeof OWNER) => {
  await page.goto(`${server.url}/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
const settings = (page: Page, section: string) => page.goto(`${server.url}/settings/${section}`)
const memberRow = (name: string) =>
  owner.getByRole('list', { name: 'Members' }).getByRole('listitem').filter({ hasText: name })
const actOn = async (name: string, action: RegExp) => {
  await owner.getByRole('button', { name: `Actions for ${name}` }).click()
  await owner.getByRole('menuitem', { name: action }).click()
}

const look = (page: Page, name: string) => lookAround(page, `people-${name}`)

test.skipIf(!hasBrowser)('an owner invites an operator', async () => {
  await signIn(owner, OWNER)
  await owner.getByRole('link', { name: 'Settings' }).click()
  await owner.getByRole('link', { name: 'Members' }).click()
  await owner.getByRole('button', { name: 'Invite member' }).click()
  const dialog = owner.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill('ben@example.com')
  await dialog.getByRole('radio', { name: /Operator/ }).check()
  await keepShot(owner, 'people-invite')
  await dialog.getByRole('button', { name: 'Create link' }).click()
  link = await dialog.locator('code').innerText()
  expect(link).toMatch(/\/register#invitation=pi_/)
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
  await owner.getByRole('listitem').filter({ hasText: 'ben@example.com' }).waitFor()
})

test.skipIf(!hasBrowser)('the operator accepts it in a browser of their own', async () => {
  await ben.goto(link)
  await ben.getByRole('heading', { name: 'Join Main' }).waitFor()
  await look(ben, 'join')
  await ben.getByLabel('Your name').fill('Ben')
  await ben.locator('input[type=password]').fill('a boat on the river')
  await ben.getByRole('button', { name: 'Join' }).click()
  await ben.waitForURL(/\/conversations/)
  // The list of the owner, who did nothing, shows the new member and no invitation any more.
  await memberRow('Ben').getByText('Operator').waitFor(LATER)
  await expect.poll(() => owner.getByRole('list', { name: 'Pending invitations' }).count(), LATER).toBe(0)
})

test.skipIf(!hasBrowser)('the link explains itself afterwards', async () => {
  const stranger = await (await newContext()).newPage()
  await stranger.goto(link)
  await stranger.getByText('It has already been accepted').waitFor()
  await stranger.goto(`${server.url}/register#invitation=pi_nothing`)
  await stranger.reload()
  await stranger.getByText('It was revoked').waitFor()
  await keepShot(stranger, 'people-dead-link')
})

test.skipIf(!hasBrowser)('the owner changes the role, and can undo it', async () => {
  await actOn('Ben', /^Administrator/)
  await memberRow('Ben').getByText('Administrator').waitFor(LATER)
  await owner.getByRole('button', { name: 'Undo' }).click()
  await memberRow('Ben').getByText('Operator').waitFor(LATER)
  await look(owner, 'members')
})

test.skipIf(!hasBrowser)('suspends, and the other is signed out there and then', async () => {
  await ben.goto(`${server.url}/settings`)
  await ben.getByRole('heading', { name: 'Active sessions' }).waitFor()
  await actOn('Ben', /^Suspend/)
  await ben.waitForURL(/\/sign-in/, LATER)
  await memberRow('Ben').getByText('Suspended').waitFor(LATER)
  await signIn(ben, { email: 'ben@example.com', password: 'a boat on the river' })
  await ben.getByText('Wrong email or password.').waitFor()
})

test.skipIf(!hasBrowser)('members are filtered, and the address reflects the filter', async () => {
  await owner.getByRole('searchbox').fill('ben@')
  await expect.poll(() => owner.url(), LATER).toContain('search=ben%40')
  await expect.poll(() => owner.getByRole('list', { name: 'Members' }).getByRole('listitem').count()).toBe(1)
  await settings(owner, 'members?state=active')
  await memberRow('owner').waitFor()
  expect(await memberRow('Ben').count()).toBe(0)
  await settings(owner, 'members?search=nobody-of-that-name')
  await owner.getByText('No members found').waitFor()
  await owner.getByRole('button', { name: 'Clear filters' }).click()
  await memberRow('Ben').waitFor()
})

test.skipIf(!hasBrowser)('a removal explains its effect first', async () => {
  await actOn('Ben', /^Remove/)
  await owner.getByText('but nobody can open them').waitFor()
  await keepShot(owner, 'people-remove')
  await owner.getByRole('button', { name: 'Cancel' }).click()
})

test.skipIf(!hasBrowser)('the audit log shows all of it, live', async () => {
  await settings(owner, 'audit-log')
  for (const told of [
    'invited ben@example.com as Operator',
    'joined as Operator',
    'gave Ben the role Administrator, before: Operator',
    'gave Ben the role Operator, before: Administrator',
    'suspended Ben',
    'tried to sign in as Ben, who is suspended',
  ])
    await owner.getByText(told).first().waitFor(LATER)
  await look(owner, 'audit')
  await server.ask('PATCH', '/v1/tenant', { body: { name: 'Harbour Shop' } })
  await owner.getByText('renamed the organisation from “Main” to “Harbour Shop”').waitFor(LATER)
})

test.skipIf(!hasBrowser)('it is filtered by address, and exported', async () => {
  await owner.getByText('suspended Ben').first().click()
  await owner.getByRole('button', { name: 'Show only related entries' }).locator('visible=true').click()
  await expect.poll(() => owner.url()).toContain('subject=')
  await expect.poll(() => owner.getByText('renamed the organisation').count(), LATER).toBe(0)
  await keepShot(owner, 'people-audit-details')
  await owner.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    owner.waitForEvent('download'),
    owner.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^audit-log-\d{4}-\d\d-\d\d\.csv$/)
  const text = readFileSync((await download.path()) ?? '', 'utf8')
  expect(text).toContain('member.changed')
  expect(text).toContain('ben@example.com')
  expect(text).not.toContain('tenant.changed')
})

test.skipIf(!hasBrowser)('one changes the own password, and is signed out elsewhere', async () => {
  const elsewhere = await (await newContext()).newPage()
  await signIn(elsewhere, OWNER)
  await elsewhere.waitForURL(/\/conversations/)
  await owner.goto(`${server.url}/settings`)
  await owner.getByText('This device').waitFor()
  await look(owner, 'account')
  await owner.getByLabel('Current password').fill('not this one')
  await owner.getByLabel('New password').fill('another long password')
  await owner.getByRole('button', { name: 'Change password' }).click()
  await owner.getByText('The current password is wrong.').waitFor()
  await owner.getByLabel('Current password').fill(OWNER.password)
  await owner.getByRole('button', { name: 'Change password' }).click()
  await owner.getByText('You were signed out everywhere else').waitFor()
  await elsewhere.waitForURL(/\/sign-in/, LATER)
})

test.skipIf(!hasBrowser)('the organisation is renamed and opened', async () => {
  await settings(owner, 'organisation')
  await owner.getByRole('switch', { name: 'Anyone may register' }).check()
  await owner.getByText('/register?tenant=main').waitFor(LATER)
  await look(owner, 'organisation')
})

test.skipIf(!hasBrowser)('all of it is shown in Chinese', async () => {
  const chinese = await browser.newContext({ viewport: phone, locale: 'zh-TW', reducedMotion: 'reduce' })
  const tokens = await owner.evaluate(() => localStorage.getItem('parley.session'))
  await chinese.addInitScript((kept) => localStorage.setItem('parley.session', kept ?? ''), tokens)
  const page = await chinese.newPage()
  await page.goto(`${server.url}/settings/audit-log`)
  await page.getByText('停用了 Ben').first().waitFor()
  await keepShot(page, 'people-audit-zh-tw')
})
