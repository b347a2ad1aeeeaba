import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Agent } from '#contract/shapes/agent.ts'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { hasBrowser, keepShot } from '#test/support/browser.ts'
import { desktop, phone, type Stage, setStage } from '../chat/stage.ts'
import { faintIn, setLight, tooWide, violationsIn } from '../views/look.ts'

const devices = [
  ['desktop', desktop],
  ['phone', phone],
] as const

let stage: Stage
let ada: string
/** Ends the pause that is going on. */
let goOn: () => void = () => {}

const pause = (_: number, signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    goOn = resolve
  })

const make = async (name: string, more: object = {}) =>
  (await stage.server.ask<Agent>('POST', '/v1/agents', { body: { name, ...more } })).body.id
const open = async (agentId: string) =>
  (await stage.server.ask<Conversation>('POST', '/v1/conversations', { body: { agentId } })).body.id
const write = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}
/** Looks at the page by day and by night. */
async function look(page: Page, name: string) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await setLight(page, colorScheme)
    await keepShot(page, `agents-${name}-${colorScheme}`)
    expect(await faintIn(page)).toEqual([])
  }
  expect(await violationsIn(page)).toEqual([])
  expect(await tooWide(page)).toEqual([])
}

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await setStage(undefined, { pause })
  ada = await make('Ada')
  await make('Bert')
  await make('玛丽亚')
})
afterAll(() => stage?.close())

describe.skipIf(!hasBrowser)('several agents in one conversation', () => {
  test.each(devices)('join, are called by name, hand over and leave, on a %s', async (name, options) => {
    const id = await open(ada)
    const page = await stage.open(`/conversations/${id}`, { ...options, reducedMotion: 'reduce' })
    await page.getByRole('button', { name: /^Agents: Ada\./ }).click()
    const add = page.getByPlaceholder('Add an agent')
    for (const agent of ['Bert', '玛丽亚']) {
      await add.click()
      await page.getByRole('option', { name: agent }).click()
      await page.getByRole('button', { name: `Transfer to ${agent}` }).waitFor()
    }
    await look(page, `panel-${name}`)
    await page.keyboard.press('Escape')

    const box = page.getByRole('textbox', { name: 'Message' })
    await box.pressSequentially('@b')
    await page.getByRole('option', { name: 'Bert' }).waitFor()
    await look(page, `mention-${name}`)
    await box.press('Enter')
    await box.pressSequentially('what does it cost?')
    stage.models.script({ text: ['Nine euros.'] })
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByRole('article', { name: 'Bert' }).getByText('Nine euros.').waitFor()

    stage.models.script(
      {
        toolCalls: [
          {
            name: 'transfer_to_agent',
            arguments: JSON.stringify({ agent: '玛丽亚', reason: 'She knows the harbour.' }),
          },
        ],
      },
      { thoughts: ['The tide comes first.'], text: ['The ferry leaves at ten.'] },
    )
    await write(page, 'When does the ferry leave?')
    await page.getByText('Transferred to 玛丽亚: She knows the harbour.').waitFor()
    const answer = page.getByRole('article', { name: '玛丽亚' })
    await answer.getByText('The ferry leaves at ten.').waitFor()
    expect(await answer.getByText('The tide comes first.').count()).toBe(0)
    await answer.getByText(/Thought|Reasoning/).click()
    await answer.getByText('The tide comes first.').waitFor()
    await page.locator('article[data-last][data-state=completed]').waitFor()
    await look(page, `talk-${name}`)

    await page.getByRole('button', { name: /^Agents: 玛丽亚, / }).click()
    await page.getByRole('button', { name: 'Remove Bert' }).click()
    await page.getByText('Bert left the conversation').waitFor()
    await page.getByRole('button', { name: 'Transfer to Ada' }).click()
    await page.getByText('Ada answers from now on').waitFor()
    const now = await stage.server.ask<Conversation>('GET', `/v1/conversations/${id}`)
    expect([now.body.agentId, now.body.agentIds.length]).toEqual([ada, 2])
    await page.context().close()
  })

  test.each(devices)('an answer arrives message by message, on a %s', async (name, options) => {
    const id = await open(await make('Mira', { splitReplies: true }))
    const page = await stage.open(`/conversations/${id}`, { ...options, reducedMotion: 'reduce' })
    stage.models.script({
      text: ['Good morning!\n\nThe ferry leaves at ten.\n\n- Bring a coat\n- Bring a hat'],
    })
    await write(page, 'When does the ferry leave?')
    const answer = page.getByRole('article', { name: 'Mira' })
    await answer.getByText('Good morning!').waitFor()
    await answer.getByText('Writing …').waitFor()
    expect(await answer.getByText('The ferry leaves at ten.').count()).toBe(0)
    await look(page, `split-${name}-1`)
    goOn()
    await answer.getByText('The ferry leaves at ten.').waitFor()
    goOn()
    await answer.getByText('Bring a hat').waitFor()
    await page.locator('article[data-last][data-state=completed]').waitFor()
    await look(page, `split-${name}-2`)
    await page.context().close()
  })
})
