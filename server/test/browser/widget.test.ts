import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page as Listed } from '#contract/page.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Contact } from '#contract/shapes/contact.ts'
import type { Conversation, Message } from '#contract/shapes/conversation.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import type { Widget } from '#contract/shapes/widget.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { type ChildServer, startChildServer } from '#test/support/child-server.ts'
import { freePort } from '#test/support/free-port.ts'
import { type LittleSite, startLittleSite } from '#test/support/little-site.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { askAt, OWNER } from '#test/support/open-test-server.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { setLight, violationsIn } from './views/look.ts'

const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
const SLOW = '[[model ttft=20 tps=10 tokens=2000]]'

let database: Awaited<ReturnType<typeof freshDatabase>>
let env: Record<string, string>
let server: ChildServer
let models: ModelServer
let browser: Browser
let site: LittleSite
let widget: Widget
let owner: SignedIn
let page: Page
let frame: Frame
let operator: Page

const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const answer = await askAt(server.url, () => owner.accessToken)<T>(
    method,
    path,
    body === undefined ? {} : { body },
  )
  expect(answer.status, answer.text).toBeLessThan(300)
  return answer.body
}

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  database = await freshDatabase()
  env = {
    PARLEY_DATA_DIR: database.directory,
    ...(database.options.kind === 'server' && { DATABASE_URL: database.options.url.reveal() }),
    PARLEY_OWNER_EMAIL: OWNER.email,
    PARLEY_OWNER_PASSWORD: OWNER.password,
    PARLEY_SUMMARY_EVERY: '0',
    PARLEY_TITLES: 'first-words',
    PORT: String(await freePort()),
    ...scriptedModels(models),
  }
  server = await startChildServer(env)
  const entered = await askAt(server.url, () => '')<SignedIn>('POST', '/v1/auth/login', {
    token: null,
    body: OWNER,
  })
  owner = entered.body
  const agent = await ask<Agent>('POST', '/v1/agents', { name: 'Ada', remembers: true })
  widget = await ask<Widget>('POST', '/v1/widgets', {
    name: 'Shop',
    agentId: agent.id,
    appearance: { title: 'Tea shop', greeting: 'Ask us about tea.' },
  })
  site = await startLittleSite(
    () => `<h1>Tea</h1><script async src="${server.url}/widget.js" data-key="${widget.key}"></script>`,
    // Nothing of ours but what the documents ask for.
    `default-src 'none'; script-src ${server.url}; frame-src ${server.url}`,
  )
  await ask('PATCH', `/v1/widgets/${widget.id}`, { allowedOrigins: [site.url] })
  // Cookies of third parties are blocked from the beginning.
  browser = await startBrowser(['--test-third-party-cookie-phaseout'])
  page = await visitor()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await server?.kill('SIGKILL')
  await models?.close()
  await database?.drop()
})

const visitor = async (options: BrowserContextOptions = {}) =>
  (
    await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', viewport: desktop, ...options })
  ).newPage()

/** The frame of the widget on a page. */
async function frameOf(on: Page): Promise<Frame> {
  const element = await on.waitForSelector('iframe[data-parley]', { state: 'attached' })
  const found = await element.contentFrame()
  if (!found) throw new Error('The widget has no frame.')
  return found
}
const openChat = async (on: Page): Promise<Frame> => {
  await on.goto(site.url)
  const found = await frameOf(on)
  await found.getByRole('button', { name: 'Open the chat' }).click()
  return found
}
const say = async (within: Frame, text: string) => {
  await within.getByRole('textbox', { name: 'Write a message' }).fill(text)
  await within.getByRole('button', { name: 'Send' }).click()
}
const answer = async (text: string) => {
  await operator.getByRole('textbox', { name: 'Reply' }).fill(text)
  await operator.getByRole('button', { name: 'Send' }).click()
}
/** What is said and not acknowledged. */
const waiting = (text: string) => frame.locator('.message.waiting', { hasText: text })
const press = (name: string | RegExp) => operator.getByRole('button', { name }).first().click()
const saidIn = async () => {
  const { items } = await ask<Listed<Conversation>>('GET', '/v1/conversations?whose=inbox')
  const { items: messages } = await ask<Listed<Message>>(
    'GET',
    `/v1/conversations/${items[0]?.id}/messages?limit=200`,
  )
  return messages.map(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')).join(''))
}

test.skipIf(!hasBrowser)('a visitor of a strict site opens the chat, asks, and is answered', async () => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  frame = await openChat(page)
  await frame.getByText('Ask us about tea.').waitFor()
  models.script({
    text: ['**Green tea** keeps ', '[a year](https://example.com/tea). <img src=x onerror=alert(1)>'],
  })
  await say(frame, 'How long does tea keep?')
  await frame.getByText('Green tea', { exact: true }).waitFor()
  expect(await frame.locator('.theirs img').count()).toBe(0)
  expect(await frame.getByRole('link', { name: 'a year' }).getAttribute('rel')).toContain('noopener')
  expect(complaints).toEqual([])
  expect(await page.context().cookies()).toEqual([])
})

test.skipIf(!hasBrowser)('a visitor whose question cannot be answered reads a plain apology', async () => {
  models.script({ fail: '401' })
  await say(frame, 'Is the provider there?')
  await frame.getByText('Sorry, no answer is available right now.').waitFor()
  await keepShot(page, 'widget-no-answer')
  // Neither an empty bubble nor a word of what the provider said.
  expect(await frame.locator('.bubble:empty').count()).toBe(0)
  expect(await frame.locator('body').textContent()).not.toMatch(/API key|provider r/i)
})

test.skipIf(!hasBrowser)(
  'a link of an answer from what anybody may have written shows its address first',
  async () => {
    const knowledgeBase = await ask<{ id: string }>('POST', '/v1/knowledge-bases', {
      name: 'Harvest',
      trustsLinks: false,
      agentIds: [widget.agentId],
    })
    const document = await ask<{ id: string }>('POST', `/v1/knowledge-bases/${knowledgeBase.id}/documents`, {
      name: 'oolong.md',
      text: 'The oolong harvest begins in May.',
    })
    await expect
      .poll(async () => (await ask<{ state: string }>('GET', `/v1/documents/${document.id}`)).state)
      .toBe('ready')
    models.script({ text: ['The oolong harvest begins in May: [more](https://evil.example/?q=secret).'] })
    await say(frame, 'When does the oolong harvest begin?')
    const link = frame.locator('.asking summary', { hasText: 'more' })
    await link.waitFor()
    const address = frame.getByText('https://evil.example/?q=secret')
    expect(await address.isVisible()).toBe(false)
    await link.click()
    await address.waitFor()
    await keepShot(page, 'widget-asking-link')
    const open = frame.getByRole('link', { name: 'Open evil.example' })
    expect(await open.getAttribute('rel')).toContain('noopener noreferrer')
    expect(await open.getAttribute('href')).toBe('https://evil.example/?q=secret')
    await ask('PATCH', `/v1/agents/${widget.agentId}`, { knowledgeBaseIds: [] })
  },
)

test.skipIf(!hasBrowser)(
  'the chat is there again after a reload, and can be read in every light and width',
  async () => {
    await page.reload()
    frame = await frameOf(page)
    await frame.getByRole('button', { name: 'Open the chat' }).click()
    await frame.getByText('Green tea', { exact: true }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const)
      for (const [size, viewport] of Object.entries({ desktop, phone })) {
        await setLight(page, colorScheme)
        await page.setViewportSize(viewport)
        await expect.poll(() => frame.evaluate(() => innerWidth)).toBe(size === 'phone' ? phone.width : 416)
        await keepShot(page, `widget-chat-${size}-${colorScheme}`)
        expect(await violationsIn(frame as unknown as Page), `${size} ${colorScheme}`).toEqual([])
      }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize(desktop)
    // By keys alone: Escape closes it, and what opened it has the focus.
    await frame.getByRole('textbox', { name: 'Write a message' }).press('Escape')
    await frame.getByRole('button', { name: 'Open the chat' }).press('Enter')
    await expect
      .poll(() => frame.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Write a message')
  },
)

test.skipIf(!hasBrowser)(
  'whoever writes sees what is remembered of them, agrees to it, and has it forgotten',
  async () => {
    const choice = frame.getByRole('checkbox', { name: /^Use what I said/ })
    const see = frame.getByRole('button', { name: 'What we remember about you' })
    await see.click()
    await frame.getByText('We remember nothing about you.').waitFor()
    await choice.check()
    const visitorSession = await frame.evaluate(() => {
      const name = Object.keys(localStorage).find((one) => one.endsWith('.visitor-session')) ?? ''
      return (JSON.parse(localStorage.getItem(name) ?? '{}') as { token: string }).token
    })
    const asVisitor = askAt(server.url, () => visitorSession)
    await expect
      .poll(async () => (await asVisitor('GET', '/v1/memory-consent')).body)
      .toMatchObject({ remembers: true })
    for (const text of ['Likes green tea', 'Lives in Taipei'])
      await asVisitor('POST', '/v1/memories', { body: { agentId: widget.agentId, kind: 'person', text } })
    await frame.getByRole('button', { name: 'Back to the chat' }).click()
    await see.click()
    await frame.getByText('Likes green tea').waitFor()
    await keepShot(page, 'widget-remembered')
    expect(await violationsIn(frame as unknown as Page)).toEqual([])
    await frame.getByRole('button', { name: 'Forget: Lives in Taipei' }).click()
    await frame.getByText('Lives in Taipei').waitFor({ state: 'detached' })
    await frame.getByRole('button', { name: 'Forget everything' }).click()
    await frame.getByText('We remember nothing about you.').waitFor()
    expect((await asVisitor('GET', '/v1/memories')).body).toMatchObject({ items: [] })
    await choice.uncheck()
    await frame.getByRole('button', { name: 'Back to the chat' }).click()
    await frame.getByText('Green tea', { exact: true }).waitFor()
  },
)

test.skipIf(!hasBrowser)('who asks for a person while nobody is there leaves an address', async () => {
  await frame.getByRole('button', { name: 'Talk to a person' }).click()
  await frame.getByText('We have asked a person to join.').waitFor()
  const email = frame.getByRole('textbox', { name: 'E-mail' })
  await email.waitFor()
  await keepShot(page, 'widget-address')
  expect(await violationsIn(frame as unknown as Page)).toEqual([])
  await frame.getByRole('button', { name: 'Leave email' }).click()
  await frame.getByText('Please fill this in.').waitFor()
  await email.fill('mia@example.com')
  await frame.getByRole('button', { name: 'Leave email' }).click()
  await frame.getByText('Thank you.').waitFor()
  const contacts = await ask<Listed<Contact>>('GET', '/v1/contacts?search=mia@example.com')
  expect(contacts.items).toHaveLength(1)
})

test.skipIf(!hasBrowser)('an operator takes it, both write, and a file reaches the inbox', async () => {
  operator = await openSignedIn(browser, JSON.stringify(owner), { viewport: desktop })
  await operator.goto(`${server.url}/inbox`)
  await operator
    .getByRole('region', { name: 'Inbox conversations' })
    .getByRole('listitem')
    .getByRole('link')
    .first()
    .click()
  await press('Take over')
  await frame.getByText('Talking to a person', { exact: true }).waitFor()
  const field = operator.getByRole('textbox', { name: 'Reply' })
  await field.pressSequentially('Good mor')
  await frame.getByText(/is replying …$/).waitFor()
  await keepShot(page, 'widget-replying')
  expect(await violationsIn(frame as unknown as Page)).toEqual([])
  await answer('Good morning, how can I help?')
  await frame.getByText('Good morning, how can I help?').waitFor()
  await frame.getByText(/is replying …$/).waitFor({ state: 'hidden' })
  await frame.getByRole('textbox', { name: 'Write a message' }).pressSequentially('Where is')
  await operator.getByRole('status').getByText('is writing …').waitFor()
  await operator.getByRole('listitem').getByText('Is writing …').waitFor()
  await keepShot(operator, 'inbox-typing')
  expect(await violationsIn(operator)).toEqual([])
  await frame
    .getByText(/answers$/)
    .first()
    .waitFor()
  await frame.locator('input[type=file]').setInputFiles({
    name: 'receipt.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('One pound of tea.'),
  })
  await frame.getByRole('button', { name: 'Remove receipt.txt' }).waitFor()
  await say(frame, 'Here is my receipt')
  await frame.getByRole('button', { name: 'Download receipt.txt' }).waitFor()
  await operator.getByText('Here is my receipt').first().waitFor()
  await operator
    .getByText(/[iI]s writing …$/)
    .first()
    .waitFor({ state: 'hidden' })
  await operator.getByText('receipt.txt').first().waitFor()
  await operator.locator('input[type=file]').setInputFiles({
    name: 'label.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Send it back with this.'),
  })
  await operator.getByText('label.txt').first().waitFor()
  await answer('Here is a label.')
  const download = page.waitForEvent('download')
  await frame.getByRole('button', { name: 'Download label.txt' }).click()
  expect((await download).suggestedFilename()).toBe('label.txt')
})

test.skipIf(!hasBrowser)(
  'what is said while the chat is closed is counted, and taking over stops the agent',
  async () => {
    await frame.getByRole('button', { name: 'Close the chat' }).click()
    await answer('I have found it.')
    await frame.getByRole('button', { name: 'Open the chat, 1 unread message' }).waitFor()
    await keepShot(page, 'widget-unread')
    await frame.getByRole('button', { name: /Open the chat/ }).click()
    await frame.getByText('I have found it.').waitFor()
    await press('Return to Ada')
    await frame.getByText('Ada answers', { exact: true }).waitFor()
    const answers = frame.locator('.message.agent .md')
    const growing = answers.nth(await answers.count())
    await say(frame, `Tell me everything about tea ${SLOW}`)
    await growing.waitFor()
    await press('Take over')
    await frame.getByRole('button', { name: 'Talk to a person' }).waitFor({ state: 'hidden' })
    await answer('That is a long story. Let me tell it.')
    await frame.getByText('That is a long story.').waitFor()
    const shown = await growing.innerText()
    await say(frame, 'Please do')
    await frame.getByText('Please do').waitFor()
    await expect.poll(saidIn).toContain('Please do')
    expect(await growing.innerText()).toBe(shown)
  },
)

test.skipIf(!hasBrowser)(
  'nothing is lost or doubled while the server is away, also over a reload',
  async () => {
    // What was not sent when the page was left is sent when it is opened again.
    const sending = '**/v1/conversations/*/messages'
    await page.route(sending, (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await say(frame, 'One more thing')
    await waiting('One more thing').waitFor()
    await page.unroute(sending)
    await page.reload()
    frame = await frameOf(page)
    await frame.getByRole('button', { name: /Open the chat/ }).click()
    await expect.poll(saidIn).toContain('One more thing')
    await expect.poll(() => waiting('').count()).toBe(0)

    await server.kill('SIGKILL')
    await frame.getByText('No connection.').waitFor()
    await say(frame, 'Are you still there?')
    await waiting('Are you still there?').waitFor()
    await keepShot(page, 'widget-offline')
    server = await startChildServer(env)
    await expect.poll(saidIn).toContain('Are you still there?')
    await expect.poll(() => waiting('').count()).toBe(0)
    await frame.getByText('No connection.').waitFor({ state: 'hidden' })
    await answer('Yes, here I am.')
    await frame.getByText('Yes, here I am.').waitFor()
    for (const text of ['One more thing', 'Are you still there?']) {
      expect((await saidIn()).filter((said) => said === text)).toHaveLength(1)
      expect(await frame.getByText(text).count()).toBe(1)
    }
  },
)

test.skipIf(!hasBrowser)(
  'where a browser lets the frame keep nothing it works as long as the page',
  async () => {
    const guest = await visitor({ viewport: phone })
    await guest.context().addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Access is denied.', 'SecurityError')
        },
      })
    })
    const within = await openChat(guest)
    models.script({ text: ['Hello, stranger.'] })
    await say(within, 'Hello')
    await within.getByText('Hello, stranger.').waitFor()
    await guest.context().close()
  },
)

test.skipIf(!hasBrowser)('no other page can show it', async () => {
  const other = await startLittleSite(
    () => `<script async src="${server.url}/widget.js" data-key="${widget.key}"></script>`,
    `default-src *; script-src *`,
  )
  const stranger = await visitor()
  const refused = new Promise<string>((resolve) => {
    stranger.on('console', (message) => /frame-ancestors/.test(message.text()) && resolve(message.text()))
  })
  await stranger.goto(other.url)
  expect(await refused).toContain('frame-ancestors')
  await stranger.context().close()
  await other.close()
})

test.skipIf(!hasBrowser)(
  'once it is resolved the visitor is asked how it went, may put that away, and operators read what they say',
  async () => {
    await ask('PATCH', '/v1/csat-settings', { isOn: true, delayMinutes: 0 })
    const question = () => frame.getByRole('region', { name: 'How did this conversation go?' })
    const resolve = async () => {
      await press(/^State: Open/)
      await operator.getByRole('menuitem', { name: 'Resolved' }).click()
    }
    await resolve()
    await question().waitFor()
    await keepShot(page, 'widget-csat')
    await question().getByRole('button', { name: 'Not now' }).click()
    await question().waitFor({ state: 'detached' })
    const asking = page.waitForResponse(/\/csat-rating\?/)
    await page.reload()
    frame = await frameOf(page)
    await frame.getByRole('button', { name: /Open the chat/ }).click()
    await (await asking).finished()
    expect(await question().count()).toBe(0)
    models.script({ text: ['It is.'] })
    await say(frame, 'Is it fixed?')
    await frame.getByText('It is.').waitFor()

    await answer('It is indeed.')
    await frame.getByText('It is indeed.').waitFor()
    await resolve()
    const asked = question()
    await asked.getByRole('button', { name: '4/5: Good' }).click()
    await asked.getByText('Thank you for your feedback.').waitFor()
    await asked.getByRole('textbox').fill('Quick, and friendly.')
    for (const colorScheme of ['light', 'dark'] as const) {
      await setLight(page, colorScheme)
      await keepShot(page, `widget-rated-${colorScheme}`)
      expect(await violationsIn(frame as unknown as Page), colorScheme).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await asked.getByRole('button', { name: 'Done' }).click()
    await asked.waitFor({ state: 'detached' })
    await operator.getByText('Rated 4 of 5').first().waitFor()
    await operator.getByText('Quick, and friendly.').first().waitFor()
  },
)

test.skipIf(!hasBrowser)(
  'its page in the console shows the widget as it is typed, and saves it',
  async () => {
    await operator.goto(`${server.url}/settings/widgets?widget=${widget.id}`)
    const preview = operator.frameLocator('iframe[title="Preview"]')
    await preview.getByRole('textbox', { name: 'Write a message' }).waitFor()
    await operator.getByRole('textbox', { name: 'Title' }).fill('Tea and more')
    await preview.getByRole('heading', { name: 'Tea and more' }).waitFor()
    await keepShot(operator, 'widget-settings')
    expect(await violationsIn(operator)).toEqual([])
    await operator.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(async () => (await ask<Widget>('GET', `/v1/widgets/${widget.id}`)).appearance.title)
      .toBe('Tea and more')
  },
)
