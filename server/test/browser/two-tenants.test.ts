import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { SignedIn } from '#contract/shapes/people.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { openTestServer, OWNER, type TestServer } from '#test/support/open-test-server.ts'
import { lookAround } from './views/look-around.ts'

const desktop = { width: 1280, height: 800 }
const PASSWORD = 'long walks by the river'
/** In everything of both companies, so that a search finds all that it may. */
const COMMON = 'lighthouse'

interface Company {
  word: string
  documentId: string
  knowledgeBaseId: string
  conversationId: string
  page: Page
}

let server: TestServer
let browser: Browser
let heron: Company
let otter: Company
let admin: Page

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  browser = await startBrowser()
  heron = await found('heron')
  otter = await found('otter')
  admin = await signedIn(OWNER)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function logIn(who: { email: string; password: string }): Promise<SignedIn> {
  return (await server.ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: who })).body
}

const signedIn = async (who: { email: string; password: string }) =>
  openSignedIn(browser, JSON.stringify(await logIn(who)), { viewport: desktop })

/** A company with a document and a conversation, whose words nobody else has, and its owner in a browser context. */
async function found(word: string): Promise<Company> {
  const owner = { email: `${word}@example.com`, password: PASSWORD }
  await server.ask('POST', '/v1/tenants', {
    body: { name: `The ${word} company`, slug: word, owner: { ...owner, name: `Owner of ${word}` } },
  })
  const token = (await logIn(owner)).accessToken
  const make = async (path: string, body: object) => {
    const made = await server.ask<{ id: string }>('POST', path, { token, body })
    if (made.status !== 201) throw new Error(made.text)
    return made.body.id
  }
  const knowledgeBaseId = await make('/v1/knowledge-bases', { name: `${word} knowledge base` })
  const documentId = await make(`/v1/knowledge-bases/${knowledgeBaseId}/documents`, {
    name: `${word}.md`,
    text: `# ${COMMON}\n\nThe ${COMMON} of the ${word} is open.\n`,
  })
  const agentId = await make('/v1/agents', { name: `${word} agent`, knowledgeBaseIds: [knowledgeBaseId] })
  const conversationId = await make('/v1/conversations', { agentId, title: `${COMMON} ${word}` })
  await make(`/v1/conversations/${conversationId}/messages`, {
    parts: [{ type: 'text', text: `Is the ${COMMON} of the ${word} open?` }],
  })
  await vi.waitFor(
    async () => {
      const hits = await server.ask<{ items: unknown[] }>('POST', '/v1/search', {
        token,
        body: { query: COMMON },
      })
      const talks = await server.ask<{ items: unknown[] }>('GET', `/v1/conversation-search?query=${COMMON}`, {
        token,
      })
      expect([hits.body.items.length, talks.body.items.length].every((count) => count > 0)).toBe(true)
    },
    { timeout: 45_000, interval: 100 },
  )
  return { word, documentId, knowledgeBaseId, conversationId, page: await signedIn(owner) }
}

/** Goes to an address and reads all that is shown, once `until` is there. */
async function readAt(page: Page, path: string, until: string | RegExp): Promise<string> {
  await page.goto(server.url + path)
  await page.getByText(until).first().waitFor()
  return page.locator('body').innerText()
}

const pairs = () => [
  [heron, otter],
  [otter, heron],
]

test.skipIf(!hasBrowser)(
  'two companies side by side: each sees its own data and none of the other’s',
  async () => {
    for (const [own, other] of pairs()) {
      if (!own || !other) throw new Error('There are two.')
      const { page } = own
      const seen = [
        await readAt(page, '/knowledge', `${own.word} knowledge base`),
        await readAt(page, `/knowledge/${own.knowledgeBaseId}`, `${own.word}.md`),
        await readAt(page, '/conversations', `${COMMON} ${own.word}`),
        await readAt(
          page,
          `/conversations/${own.conversationId}`,
          `Is the ${COMMON} of the ${own.word} open?`,
        ),
        await readAt(page, '/agents', `${own.word} agent`),
        await readAt(page, '/settings/members', `Owner of ${own.word}`),
      ]
      await page.goto(`${server.url}/conversations`)
      await page.getByText(`${COMMON} ${own.word}`).first().waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('textbox', { name: 'Search and commands' }).fill(COMMON)
      await page.getByRole('dialog').getByText(own.word).first().waitFor()
      seen.push(await page.getByRole('dialog').innerText())
      for (const text of seen) expect(text).not.toContain(other.word)
    }
  },
)

test.skipIf(!hasBrowser)('the addresses of the other are nowhere', async () => {
  for (const [own, other] of pairs()) {
    if (!own || !other) throw new Error('There are two.')
    for (const path of [
      `/conversations/${other.conversationId}`,
      `/knowledge/${other.knowledgeBaseId}`,
      `/knowledge/documents/${other.documentId}`,
    ]) {
      const text = await readAt(own.page, path, 'There is nothing at this address.')
      expect(text, path).not.toContain(other.word)
    }
  }
})

const goToWorkspace = async (page: Page, from: string, to: string) => {
  await page.getByRole('button', { name: `Organisation: The ${from} company. Change` }).click()
  await page.getByRole('menuitem', { name: `The ${to} company` }).click()
  await page.getByRole('button', { name: `Organisation: The ${to} company. Change` }).waitFor()
}

test.skipIf(!hasBrowser)(
  'a person with an account in both switches between them, each tab on its own, and signs out of both',
  async () => {
    const one = await signedIn({ email: 'heron@example.com', password: PASSWORD })
    await one.goto(`${server.url}/settings`)
    expect(await one.getByRole('button', { name: /^Organisation:/ }).count()).toBe(0)
    await one.getByRole('link', { name: 'Sign in to another organisation' }).click()
    await one.getByLabel('E-mail').fill('otter@example.com')
    await one.getByRole('textbox', { name: 'Password' }).fill('not the password')
    await one.getByRole('button', { name: 'Sign in' }).click()
    await one.getByRole('alert').waitFor()
    await one.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
    await one.getByRole('button', { name: 'Sign in' }).click()
    await one.getByRole('button', { name: 'Organisation: The otter company. Change' }).waitFor()
    expect(await readAt(one, '/knowledge', 'otter knowledge base')).not.toContain('heron')

    const two = await one.context().newPage()
    await readAt(two, '/knowledge', 'otter knowledge base')
    await goToWorkspace(two, 'otter', 'heron')
    expect(await readAt(two, '/knowledge', 'heron knowledge base')).not.toContain('otter knowledge base')
    expect(await readAt(one, '/knowledge', 'otter knowledge base')).not.toContain('heron knowledge base')
    await one.getByRole('button', { name: 'Organisation: The otter company. Change' }).click()
    await keepShot(one, 'tenants-workspaces')
    await one.keyboard.press('Escape')

    await one.goto(`${server.url}/settings`)
    await one.getByRole('button', { name: 'Sign out', exact: true }).click()
    for (const page of [one, two]) await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
    const kept = await two.evaluate(() =>
      Object.keys(localStorage).filter((key) => /parley\.(session|workspace)/.test(key)),
    )
    expect(kept).toEqual([])
    await one.context().close()
  },
)

const look = (page: Page, name: string) => lookAround(page, `tenants-${name}`)

test.skipIf(!hasBrowser)(
  'a platform admin creates an organisation, gives it a plan, enters it, and suspends it',
  async () => {
    await admin.goto(`${server.url}/settings/tenants`)
    await admin.getByRole('link', { name: /The heron company/ }).waitFor()
    await look(admin, 'list')
    await admin.getByRole('button', { name: 'New organisation' }).click()
    await admin.getByLabel('Organisation name').fill('Badger & Sons')
    await keepShot(admin, 'tenants-new')
    await admin.getByRole('button', { name: 'Create' }).click()

    await admin.getByRole('heading', { name: 'Badger & Sons' }).waitFor()
    await admin.getByLabel('Plan name').fill('Starter')
    await admin.getByLabel('Documents', { exact: true }).last().fill('10')
    await admin.getByLabel('Storage', { exact: true }).last().fill('100')
    await admin.getByRole('button', { name: 'Save' }).click()
    await admin.getByText(/^\d of 10$/).waitFor()
    await look(admin, 'one')

    await admin.getByRole('button', { name: 'Enter' }).click()
    await admin.getByRole('button', { name: 'Organisation: Badger & Sons. Change' }).click()
    await keepShot(admin, 'tenants-switcher')
    await admin.getByRole('menuitem', { name: 'Back to my organisation' }).click()
    await admin.getByRole('button', { name: 'Organisation: Main. Change' }).waitFor()

    await admin.goto(`${server.url}/settings/tenants`)
    await admin.getByRole('link', { name: /The otter company/ }).click()
    await admin.getByRole('button', { name: 'Suspend' }).click()
    await admin.getByRole('button', { name: 'Delete …' }).waitFor()
    const text = await readAt(otter.page, '/conversations', /suspended/)
    expect(text).not.toContain('heron')
    await keepShot(otter.page, 'tenants-refused')
    await admin.getByRole('button', { name: 'Reactivate' }).click()
    await admin.getByRole('button', { name: 'Suspend' }).waitFor()
  },
)

test.skipIf(!hasBrowser)('an organisation sees its own plan and use', async () => {
  await heron.page.goto(`${server.url}/settings/organisation`)
  await heron.page
    .getByRole('region', { name: 'Plan' })
    .getByText(/no limit/)
    .first()
    .waitFor()
  await look(heron.page, 'own-plan')
})
