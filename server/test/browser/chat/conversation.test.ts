import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, keepShot, watchForeignRequests } from '#test/support/browser.ts'
import { messagesOf, openConversation, storedText } from '#test/support/conversation.ts'
import { pieces } from '#test/support/model-server/directives.ts'
import { tooWide, violationsIn } from '../views/look.ts'
import { openCuttableLine } from './cuttable-line.ts'
import { phone, type Stage, setStage } from './stage.ts'

const PROGRAM = `export function sum(words: string[]) {\n  return words.length // all of them\n}`
const RICH = `The parcel takes **five days**. This is how it is counted:

\`\`\`ts
${PROGRAM}
\`\`\`

So $s = \\sum_{k=1}^{n} k^2$ of them, in all

| island | days |
| --- | --: |
| Amrum | 5 |
| Sylt | 4 |

- [x] packed
- [ ] sent
`
/** Words that can be told apart, so that a lost or doubled one is seen. */
const counted = (count: number) => Array.from({ length: count }, (_, at) => `word${at + 1}`).join(' ')

const directory = mkdtempSync(join(tmpdir(), 'parley-conversation-'))
let stage: Stage
let conversationId: string
let page: Page
let foreign: string[]

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await setStage((models) => {
    const file = join(directory, 'models.yaml')
    const price = 'price: { input: 2, output: 8, currency: EUR }'
    writeFileSync(
      file,
      `[{ provider: openai-compatible, model: scripted, baseUrl: '${models.openaiBaseUrl}', ${price} }]`,
    )
    return { PARLEY_MODELS_FILE: file }
  })
  conversationId = await openConversation(stage.server)
  page = await stage.open(`/conversations/${conversationId}`, {
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  foreign = watchForeignRequests(page, stage.server.url)
})
afterAll(async () => {
  await stage?.close()
  rmSync(directory, { recursive: true, force: true })
})

/** A busy machine takes its time. */
const soon = <T>(look: () => Promise<T>) => expect.poll(look)
const field = (on = page) => on.getByRole('textbox', { name: 'Message' })
const answers = (on = page) => on.locator('article[data-state]')
const last = (on = page) => answers(on).last()
const ended = (state = 'completed', on = page) =>
  on.locator(`article[data-state=${state}][data-last]`).waitFor()
const say = async (text: string, on = page) => {
  await field(on).fill(text)
  await field(on).press('Enter')
}
const press = async (message: Locator, name: string) => {
  await message.hover()
  await message.getByRole('button', { name }).click()
}
const lengthOf = (message: Locator) => message.evaluate((element) => element.textContent.length)
const isWriting = async (on = page) => {
  await on.locator('article[data-state=running] [class*=markdown] p').first().waitFor()
}
/** The words of the last answer, without what stands around them. */
const wordsOf = async (on = page) =>
  (await last(on).locator('p:not([class*=state])').allInnerTexts()).join('\n\n')

describe.skipIf(!hasBrowser)('on a desktop', () => {
  test('an answer appears as it is written: thinking, code, a formula, a table', async () => {
    stage.models.script({ thoughts: pieces(counted(30)), text: pieces(RICH), tps: 25 })
    await say('How long does a parcel to the islands take?')
    await page.getByText('Thinking …').first().waitFor()
    await isWriting()
    const early = await lengthOf(last())
    expect(await page.getByRole('button', { name: 'Stop the answer' }).isVisible()).toBe(true)
    await soon(() => lengthOf(last())).toBeGreaterThan(early + 20)
    await keepShot(page, 'conversation-1-writing')
    await ended()
    expect(await last().locator('pre span').count()).toBeGreaterThan(3)
    expect(await last().locator('math').count()).toBe(1)
    expect(await last().locator('td').allInnerTexts()).toEqual(['Amrum', '5', 'Sylt', '4'])
    await last()
      .getByText(/ · scripted · [<\d. ]+ s · [\d,]+ tokens · €0\.\d+$/)
      .waitFor()
    expect(await page.getByRole('button', { name: 'Stop the answer' }).count()).toBe(0)
  })

  test('its thoughts are folded, with the time that they took, and open at a press', async () => {
    await page.reload()
    const thoughts = last().locator('details')
    await thoughts.getByText(/^Thought for [\d.]+ s$/).waitFor()
    expect(await thoughts.getAttribute('open')).toBeNull()
    await thoughts.locator('summary').click()
    await thoughts.getByText(counted(30)).waitFor()
    await keepShot(page, 'conversation-2-answer')
    expect(await violationsIn(page)).toEqual([])
  })

  test('its code is copied as it was written', async () => {
    await last().getByRole('button', { name: 'Copy code' }).click()
    await last().getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(PROGRAM)
  })

  test('files come by a button, by dropping and by pasting; words and files survive a reload', async () => {
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 200 } })
    const chips = page.getByRole('list', { name: 'Attached files' }).getByRole('listitem')
    await page.locator('input[type=file]').setInputFiles([
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Five days.') },
      { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Four days.') },
    ])
    await soon(() => chips.count()).toBe(2)
    const dropped = await page.evaluateHandle((base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'harbour.png', { type: 'image/png' }))
      return data
    }, picture.toString('base64'))
    await page.getByRole('region', { name: 'Messages' }).dispatchEvent('dragenter', { dataTransfer: dropped })
    await page.getByText('Drop the files to attach them').waitFor()
    await page.getByRole('region', { name: 'Messages' }).dispatchEvent('drop', { dataTransfer: dropped })
    await chips.filter({ hasText: 'harbour.png' }).locator('img').waitFor()
    await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      await navigator.clipboard.write([
        new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) }),
      ])
    }, picture.toString('base64'))
    await field().focus()
    await page.keyboard.press('Control+v')
    await soon(() => chips.locator('img').count()).toBe(2)
    await page.getByRole('button', { name: 'Remove plan.txt' }).click()
    await field().fill('Look at these')
    await keepShot(page, 'conversation-3-files')
    expect(await violationsIn(page)).toEqual([])
    await page.reload()
    await soon(() => chips.count()).toBe(3)
    expect(await field().inputValue()).toBe('Look at these')
  })

  test('they go with the message, and pictures are seen in it', async () => {
    stage.models.script({ text: pieces('Seen.') })
    await field().press('Enter')
    const question = page.locator('article').filter({ hasText: 'Look at these' })
    await question.locator('img').nth(1).waitFor()
    await question.getByRole('button', { name: 'Download: notes.txt' }).waitFor()
    await ended()
    await question.getByRole('button', { name: 'Open the image harbour.png' }).click()
    await page.getByRole('dialog').locator('img').waitFor()
    await keepShot(page, 'conversation-4-picture')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('an answer is stopped, and given again beside the stopped one', async () => {
    stage.models.script({ text: pieces(counted(400)), tps: 20 })
    await say('Count for me')
    await isWriting()
    await page.getByRole('button', { name: 'Stop the answer' }).click()
    await ended('cancelled')
    await last().getByText('Stopped.').waitFor()
    await soon(() => wordsOf()).toMatch(/^word1 /)
    stage.models.script({ text: pieces('The second answer.') })
    await press(last(), 'Regenerate')
    await last().getByText('The second answer.').waitFor()
    await ended()
    await last().getByRole('group', { name: 'Branch 2 of 2' }).waitFor()
    await press(last(), 'Earlier branch')
    await last().getByText('Stopped.').waitFor()
    await keepShot(page, 'conversation-5-stopped')
    await press(last(), 'Later branch')
    await last().getByText('The second answer.').waitFor()
  })

  test('whoever has it answered again by keyboard goes on from the new answer, and is back at a button in a moment', async () => {
    stage.models.script({ text: pieces('The third answer.') })
    await last().hover()
    await last().getByRole('button', { name: 'Regenerate' }).focus()
    await page.keyboard.press('Enter')
    await last().getByText('The third answer.').waitFor()
    await ended()
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.closest('article')?.textContent ?? document.activeElement?.tagName,
      )
    await soon(focused).toContain('The third answer.')
    await page.keyboard.press('Tab')
    await soon(() => page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')
    await soon(focused).toContain('The third answer.')
    await press(last(), 'Earlier branch')
    await last().getByText('The second answer.').waitFor()
    await soon(focused).toContain('The second answer.')
  })

  test('a question is asked in other words, and both stay', async () => {
    stage.models.script({ text: pieces('Counted backwards.') })
    const question = page.locator('article:not([data-state])').last()
    await press(question, 'Edit')
    await page.getByRole('textbox', { name: 'Edit' }).fill('Count backwards')
    await keepShot(page, 'conversation-6-edit')
    await page.getByRole('button', { name: 'Send', exact: true }).first().click()
    await last().getByText('Counted backwards.').waitFor()
    await ended()
    await question.getByRole('group', { name: 'Branch 2 of 2' }).waitFor()
    await press(question, 'Earlier branch')
    await page.getByText('Count for me').waitFor()
    await press(question, 'Later branch')
    await page.getByText('Count backwards').waitFor()
  })

  test('an address that names a message of another branch offers that branch', async () => {
    const all = await messagesOf(stage.server, conversationId, 'limit=200&branch=all')
    const other = all.find((message) => storedText(message) === 'The second answer.')
    await page.goto(`${stage.server.url}/conversations/${conversationId}?message=${other?.id}`)
    await page.getByText('This message is in another branch').waitFor()
    await keepShot(page, 'conversation-7-elsewhere')
    await page.getByRole('button', { name: 'Show that branch' }).click()
    await page.locator('article[aria-current]').getByText('The second answer.').waitFor()
    await keepShot(page, 'conversation-8-marked')
  })

  test('a second message waits for its turn, and says so', async () => {
    stage.models.script({ text: pieces(counted(30)), tps: 20 }, { text: pieces('Second.') })
    await say('The first of two')
    await isWriting()
    await say('The second of two')
    await last().getByText('Waiting for the previous answer to finish.').waitFor()
    await keepShot(page, 'conversation-9-queued')
    await last().getByText('Second.').waitFor()
    await ended()
    const [first] = (await answers().allInnerTexts()).slice(-2)
    expect(first).toContain('word30')
  })

  test('another tab sees the question and the answer as they come', async () => {
    const other = await page.context().newPage()
    await other.goto(`${stage.server.url}/conversations/${conversationId}`)
    await last(other).getByText('Second.').waitFor()
    stage.models.script({ text: pieces(counted(60)), tps: 30 })
    await say('For both of us')
    await other.getByText('For both of us').waitFor()
    await isWriting(other)
    await Promise.all([ended(), ended('completed', other)])
    expect(await wordsOf(other)).toBe(counted(60))
    expect(await wordsOf()).toBe(counted(60))
    await other.close()
  })

  test('the network goes and comes back in the middle of an answer, and no word is lost or doubled', async () => {
    const line = await openCuttableLine(stage.server.url)
    const far = await page.context().newPage()
    try {
      await far.goto(`${line.url}/conversations/${conversationId}`)
      await field(far).waitFor()
      stage.models.script({ text: pieces(counted(400)), tps: 40 })
      await say('Count on, whatever happens', far)
      await isWriting(far)
      line.cut()
      await last(far).getByText('Reconnecting …').waitFor()
      await far.context().setOffline(true)
      await keepShot(far, 'conversation-10-offline')
      const held = await wordsOf(far)
      // More is written while nobody hears it.
      const stored = async () => storedText((await messagesOf(stage.server, conversationId)).at(-1)).length
      await soon(stored).toBeGreaterThan(held.length + 100)
      line.join()
      await far.context().setOffline(false)
      // It goes on where it was.
      await soon(async () => (await wordsOf(far)).length).toBeGreaterThan(held.length + 50)
      expect(counted(400)).toContain(await wordsOf(far))
      await ended('completed', far)
      expect(await wordsOf(far)).toBe(counted(400))
      await soon(() => far.getByText('Reconnecting …').count()).toBe(0)
    } finally {
      await far.context().setOffline(false)
      await far.close()
      line.close()
    }
  })

  test('and nothing was asked of any other host', () => expect(foreign).toEqual([]))
})

describe.skipIf(!hasBrowser)('on a phone, in the dark', () => {
  test('the page fits, and an answer is written in it', async () => {
    const small = await stage.open(`/conversations/${conversationId}`, {
      ...phone,
      colorScheme: 'dark',
      reducedMotion: 'reduce',
    })
    await last(small).waitFor()
    stage.models.script({ thoughts: pieces(counted(20)), text: pieces(RICH) })
    await field(small).fill('And on my phone?')
    await small.getByRole('button', { name: 'Send' }).tap()
    await ended('completed', small)
    await last(small).locator('math').waitFor()
    await last(small)
      .getByText(/tokens/)
      .waitFor()
    await keepShot(small, 'conversation-11-phone')
    expect(await violationsIn(small)).toEqual([])
    expect(await tooWide(small)).toEqual([])
    await small.context().close()
  })
})
