import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser, keepShot } from '#test/support/browser.ts'
import { converse, scriptedModels } from '#test/support/conversation.ts'
import { phone, said, type Stage, setStage } from '../chat/stage.ts'
import { tooWide, violationsIn } from '../views/look.ts'

const SUMMARY = 'Mira waits for a parcel from Amrum. It was promised for Monday and has not come.'

let stage: Stage

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await setStage((models) => ({ ...scriptedModels(models), PARLEY_SUMMARY_EVERY: '10' }))
})
afterAll(() => stage?.close())

describe.skipIf(!hasBrowser)('a long conversation', () => {
  test.each([
    ['on a desktop, light', { colorScheme: 'light' as const }],
    ['on a phone, dark', { ...phone, colorScheme: 'dark' as const }],
  ])('shows what the agent remembers of its start: %s', async (name, options) => {
    const id = await stage.conversationOf(Array.from({ length: 20 }, (_, at) => said(`Message ${at + 1}`)))
    const page = await stage.open(`/conversations/${id}`, { ...options, reducedMotion: 'reduce' })
    stage.models.script({ text: ['It is on its way.'] }, { text: [SUMMARY] })
    await converse(stage.server, id, 'Where is it?')
    await page.getByText('What Ada remembers of the beginning').click()
    await page.getByText(SUMMARY).waitFor()
    await keepShot(page, `remembered-${name.includes('phone') ? 'phone' : 'desktop'}`)
    expect(await violationsIn(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    await page.context().close()
  })
})
