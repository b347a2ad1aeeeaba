import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Conversation } from '#contract/shapes/conversation.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { hasBrowser, keepShot, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { lookAround } from './views/look-around.ts'

let server: TestServer
let models: ModelServer
let browser: Browser
let user: Page
let operator: Page
let conversationId: string

beforeAll(async () => {
  if (!hasBrowser) return
  models = await startModelServer()
  server = await openTestServer({ env: scriptedModels(models) })
  browser = await startBrowser()
  const made = await server.ask<{ id: string }>('POST', '/v1/agents', { body: { name: 'Ada' } })
  const [asking, answering] = [await server.member('end_user'), await server.member('operator')]
  const opened = await server.ask<Conversation>('POST', '/v1/conversations', {
    token: asking.accessToken,
    body: { agentId: made.body.id },
  })
  conversationId = opened.body.id
  user = await signedIn(asking)
  operator = await signedIn(answering)
  await user.goto(`${server.url}/conversations/${conversationId}`)
  await operator.goto(`${server.url}/inbox`)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await models?.close()
})

const signedIn = (who: SignedIn) =>
  openSignedIn(browser, JSON.stringify(who), { viewport: { width: 1280, height: 800 } })

const say = async (page: Page, text: string, field = 'Message') => {
  await page.getByRole('textbox', { name: field }).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
}
const press = (name: string | RegExp) => operator.getByRole('button', { name }).first().click()
const NOTE = 'Is in a hurry, and kind.'

test.skipIf(!hasBrowser)('a customer who asks for a person appears in the Inbox live', async () => {
  await operator.getByRole('heading', { name: 'Nothing here' }).waitFor()
  await say(user, 'I want to talk to a human')
  await user.getByText('We have asked a person to join').waitFor()
  await operator.getByRole('link', { name: /^Waiting.*1 conversation$/ }).waitFor()
  await expect.poll(() => operator.title()).toMatch(/^\(1\) /)
  await keepShot(operator, 'inbox-1-list')
  await operator
    .getByRole('region', { name: 'Inbox conversations' })
    .getByRole('listitem')
    .getByRole('link')
    .click()
  await operator.getByText('They asked for a person').waitFor()
  await keepShot(operator, 'inbox-2-waits')
})

test.skipIf(!hasBrowser)('the operator replies, and adds notes that the user never sees', async () => {
  await press('Take over')
  await operator.getByRole('button', { name: 'Return to Ada' }).waitFor()
  await operator.getByText('Private note', { exact: true }).first().click()
  await say(operator, NOTE, 'Private note')
  await operator.getByRole('article', { name: 'Private note' }).getByText(NOTE).waitFor()
  await operator.getByText('Reply', { exact: true }).first().click()
  await say(operator, 'Good morning, how can I help?', 'Reply')
  await user.getByRole('article').getByText('Good morning, how can I help?').waitFor()
  await user.getByText(/is replying to you now/).waitFor()
  expect(await user.getByText(NOTE).count()).toBe(0)
  await lookAround(operator, 'inbox-3-answered')
  await keepShot(user, 'inbox-4-user')
})

test.skipIf(!hasBrowser)('each sees the other typing, and not the typing of a note', async () => {
  const answering = operator.getByRole('textbox', { name: 'Reply' })
  await answering.pressSequentially('One moment', { delay: 20 })
  await user.getByText(/ is writing …/).waitFor()
  await keepShot(user, 'inbox-4-user-waits')
  await answering.fill('')
  await expect.poll(() => user.getByText(/ is writing …/).count()).toBe(0)
  await user.getByRole('textbox', { name: 'Message' }).pressSequentially('I wait', { delay: 20 })
  await operator
    .getByRole('status')
    .getByText(/ is writing …/)
    .waitFor()
  await operator.locator('label', { hasText: 'Private note' }).click()
  await operator.getByRole('textbox', { name: 'Private note' }).pressSequentially('Slow', { delay: 20 })
  await user.getByRole('textbox', { name: 'Message' }).fill('')
  await expect
    .poll(() =>
      operator
        .getByRole('status')
        .getByText(/ is writing …/)
        .count(),
    )
    .toBe(0)
  expect(await user.getByText(/ is writing …/).count()).toBe(0)
  await operator.getByRole('textbox', { name: 'Private note' }).fill('')
  await operator.locator('label', { hasText: 'Reply' }).click()
})

test.skipIf(!hasBrowser)('taken over in the middle of its answer, the agent says nothing more', async () => {
  await press('Return to Ada')
  await operator.getByText('Ada is replying here', { exact: false }).waitFor()
  await say(user, '[[model ttft=10 tps=40 tokens=4000]]')
  // The beginning of what the scripted model says.
  await user.getByText(/Parley answers in order/).waitFor()
  await press('Take over')
  await operator.getByRole('button', { name: 'Return to Ada' }).waitFor()
  await user.getByText('Stopped.').last().waitFor()
  await expect.poll(() => user.getByRole('button', { name: /Stop the answer|Regenerate/ }).count()).toBe(0)
  await keepShot(operator, 'inbox-5-taken')
  await say(user, 'And who are you?')
  await operator.getByRole('article').getByText('And who are you?').waitFor()
  models.script({ text: ['Ada again, at your service.'] })
  await press('Return to Ada')
  await operator.getByRole('menuitem', { name: 'And reply to the last message' }).click()
  await user.getByText('Ada again, at your service.').waitFor()
  await expect.poll(() => user.getByText(/is replying to you now/).count()).toBe(0)
})
