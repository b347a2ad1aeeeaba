import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openClient } from '#client/index.ts'
import type { Agent } from '#contract/shapes/agent.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { newCaller } from '#test/support/inbox-stage.ts'
import { OWNER, openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { lookAround } from './views/look-around.ts'

let server: TestServer
let browser: Browser
let owner: Page
let operator: Page
let answering: SignedIn

beforeAll(async () => {
  if (!hasBrowser) return
  server = await openTestServer()
  browser = await startBrowser()
  answering = await server.member('operator')
  const signIn = await server.ask<SignedIn>('POST', '/v1/auth/login', { token: null, body: OWNER })
  const open = (who: SignedIn) =>
    openSignedIn(browser, JSON.stringify(who), { viewport: { width: 1280, height: 900 } })
  owner = await open(signIn.body)
  operator = await open(answering)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test.skipIf(!hasBrowser)(
  'a team is created, gets a member with a skill, hours and an SLA policy, at its own address',
  async () => {
    await owner.goto(`${server.url}/settings/teams`)
    await owner.getByRole('button', { name: 'New team' }).click()
    await owner.getByRole('textbox', { name: 'Name' }).fill('Front desk')
    await owner.getByRole('combobox', { name: 'Add a member' }).click()
    await owner.getByRole('option', { name: answering.member.name }).click()
    const skills = owner.getByRole('combobox', { name: `Skills of ${answering.member.name}` })
    await skills.fill('billing')
    await skills.press('Enter')
    await owner.getByRole('switch', { name: 'Always open' }).click({ force: true })
    await owner.getByLabel('Tuesday from').fill('10:30')
    await owner.getByRole('button', { name: 'Add a holiday' }).click()
    await owner.getByLabel('Day', { exact: true }).fill('2026-12-25')
    await owner.getByRole('switch', { name: /Set SLA targets/ }).click({ force: true })
    await owner.getByRole('textbox', { name: 'First reply within' }).fill('10')
    await lookAround(owner, 'teams-1-form')
    await owner.getByRole('button', { name: 'Save' }).click()
    await owner.getByText('Saved “Front desk”').waitFor()
    await owner.reload()
    expect(await owner.getByLabel('Tuesday from').inputValue()).toBe('10:30')
    const client = openClient({ baseUrl: server.url, credentials: { apiKey: server.owner } })
    const [team] = (await client.teams.list()).items
    expect(team).toMatchObject({
      name: 'Front desk',
      isDefault: true,
      autoAssignment: 'least-busy',
      holidays: [{ day: '2026-12-25', name: '' }],
      sla: { firstReplyMinutes: 10 },
      members: [{ skills: ['billing'] }],
    })
    expect(new URL(owner.url()).searchParams.get('team')).toBe(team?.id)
    await owner.getByRole('link', { name: 'All teams' }).click()
    await owner.getByRole('link', { name: /Front desk/ }).waitFor()
    await lookAround(owner, 'teams-2-list')
    // Open for what comes next, whatever the hour.
    await client.teams.change(team?.id ?? '', { hours: null })
    await client.teams.create({ name: 'Back office' })
    const agent = await server.ask<Agent>('POST', '/v1/agents', { body: { name: 'Bea' } })
    await owner.getByRole('combobox', { name: 'Team of Bea' }).click()
    await owner.getByRole('option', { name: 'Back office' }).click()
    await owner.getByRole('combobox', { name: 'What is asked for by Bea' }).fill('billing')
    await owner.keyboard.press('Enter')
    await expect
      .poll(() => client.teams.ofAgent(agent.body.id))
      .toEqual({ teamId: expect.any(String), skills: ['billing'] })
    await lookAround(owner, 'teams-2-agents')
  },
)

test.skipIf(!hasBrowser)(
  'the member online is assigned new conversations, and sees when the reply is due',
  async () => {
    await operator.goto(`${server.url}/inbox`)
    await operator.getByRole('heading', { name: 'Nothing here' }).waitFor()
    const caller = await newCaller(server)
    await caller.call()
    const row = operator.getByRole('region', { name: 'Inbox conversations' }).getByRole('listitem')
    await row.getByText(/reply due in \d+ min/).waitFor()
    await row.getByText('You', { exact: true }).waitFor()
    await row.getByRole('link').click()
    await operator.getByText(/Front desk assigned it to/).waitFor()
    await lookAround(operator, 'teams-3-inbox')
    await operator.getByRole('button', { name: 'Assign' }).first().click()
    await operator.getByRole('menuitem', { name: 'Move to Back office' }).waitFor()
    await keepShot(operator, 'teams-4-assign')
    await operator.getByRole('menuitem', { name: 'Move to Back office' }).click()
    await operator.getByText('Moved to Back office').waitFor()
    await operator.goto(`${server.url}/inbox`)
    await operator.getByRole('combobox', { name: 'Team' }).click()
    await operator.getByRole('option', { name: 'Front desk' }).click()
    await operator.getByRole('heading', { name: 'Nothing here' }).waitFor()
    expect(operator.url()).toContain('team=')
    await operator.getByRole('combobox', { name: 'Team' }).click()
    await operator.getByRole('option', { name: 'Back office' }).click()
    await row.getByText('Vera').waitFor()
  },
)
