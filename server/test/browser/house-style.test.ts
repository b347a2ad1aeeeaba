import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, openSignedIn, startBrowser } from '#test/support/browser.ts'
import { type Stage, setStage } from './views/stage.ts'

let stage: Stage
let browser: Browser
let page: Page

beforeAll(async () => {
  if (!hasBrowser) return
  stage = await setStage()
  browser = await startBrowser()
  page = await openSignedIn(browser, stage.tokens, { viewport: { width: 1280, height: 800 } })
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

const go = async (path: string) => {
  await page.goto(stage.server.url + path)
  await page.locator('h1:visible').first().waitFor()
}
/** What has the focus, as a screen reader names it. */
const focused = () =>
  page.evaluate(() => {
    const at = document.activeElement
    return (
      at?.getAttribute('aria-label') ?? (at?.id === 'content' ? 'content' : (at?.textContent ?? '').trim())
    )
  })
const tabTo = async (name: string) => {
  for (let steps = 0; steps < 60 && (await focused()) !== name; steps++) await page.keyboard.press('Tab')
  expect(await focused()).toBe(name)
}

test.skipIf(!hasBrowser)('the first key press offers to skip the rail', async () => {
  await go('/agents')
  await page.getByText('Import from file').waitFor()
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Skip to content')
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe('content')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Import from file')
})

test.skipIf(!hasBrowser)('the focus is visible', async () => {
  await go('/agents')
  await tabTo('Knowledge')
  const width = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body)
    return outlineStyle === 'solid' ? Number.parseFloat(outlineWidth) : 0
  })
  expect(width).toBeGreaterThanOrEqual(2)
})

test.skipIf(!hasBrowser)('focus moves into the page after keyboard navigation', async () => {
  await go('/agents')
  await tabTo('Knowledge')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Knowledge', level: 1 }).waitFor()
  await expect.poll(focused).toBe('content')
})

test.skipIf(!hasBrowser)('a dialog takes the focus, closes with Escape and returns it', async () => {
  await go('/knowledge')
  await tabTo('New knowledge base')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await expect.poll(() => dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true)
  for (let steps = 0; steps < 8; steps++) {
    await page.keyboard.press('Tab')
    expect(await dialog.evaluate((box) => box.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('New knowledge base')
})

test.skipIf(!hasBrowser)('so does a dialog that was opened from a menu', async () => {
  await go(`/knowledge/${stage.knowledgeBaseId}`)
  await tabTo('More actions')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Edit the knowledge base' }).waitFor()
  await expect.poll(focused).toBe('Edit the knowledge base')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await expect.poll(focused).toBe('More actions')
})

test.skipIf(!hasBrowser)('so does one removed by its view, when its opener still exists', async () => {
  for (const [path, name] of [
    ['/contacts', 'Add contact'],
    [`/knowledge/${stage.knowledgeBaseId}`, 'Add a question'],
    ['/settings/budgets', 'Set a budget'],
  ] as const) {
    await go(path)
    const button = page.getByRole('main').getByRole('button', { name }).first()
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('textbox').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(focused).toBe(name)
  }
})

test.skipIf(!hasBrowser)(
  'after stopping an answer, or taking a conversation, the composer has the focus',
  async () => {
    await go(`/conversations/${stage.conversationId}`)
    const field = page.getByRole('textbox', { name: 'Message' })
    await field.fill('[[model tps=5 tokens=500]] Tell me everything.')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped.').last().waitFor()
    expect(await field.evaluate((area) => area === document.activeElement)).toBe(true)
    await go(`/inbox/${stage.inboxConversationId}`)
    await page.getByRole('main').getByRole('button', { name: 'Take over' }).click()
    await page.getByRole('button', { name: /^Return to/ }).waitFor()
    await expect.poll(focused).toBe('Reply')
  },
)

test.skipIf(!hasBrowser)('on a small phone a word stays whole and a field has one line', async () => {
  await page.setViewportSize({ width: 320, height: 640 })
  await go(`/conversations/${stage.conversationId}`)
  const lines = (cell: Element) => {
    const range = document.createRange()
    range.selectNodeContents(cell)
    return new Set([...range.getClientRects()].map(({ top }) => top)).size
  }
  expect(await page.getByRole('cell', { name: 'closed' }).first().evaluate(lines)).toBe(1)
  await go(`/inbox/${stage.inboxConversationId}`)
  const field = page.getByRole('textbox', { name: 'Reply' })
  const tall = (area: Element) => area.clientHeight
  const empty = await field.evaluate(tall)
  await field.fill('x')
  expect(await field.evaluate(tall)).toBe(empty)
  await field.fill('')
  await go('/settings/members')
  const next = page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Teams' })
  await expect
    .poll(() => next.evaluate((link) => link.getBoundingClientRect().right <= innerWidth))
    .toBe(true)
  await page.setViewportSize({ width: 1280, height: 800 })
})

test.skipIf(!hasBrowser)('an unknown address says so, and links to the start', async () => {
  const answer = await page.goto(`${stage.server.url}/konversations/1`)
  expect(answer?.status()).toBe(404)
  await page.getByRole('link', { name: 'Go to conversations' }).click()
  await page.waitForURL(/\/conversations$/)
})

test.skipIf(!hasBrowser)('the page of an older system asks for a token in its own language', async () => {
  await page.goto(`${stage.server.url}/compat/agentchat/`)
  await page.getByText('请先在下方输入访问令牌。').waitFor()
  await page.getByLabel('访问令牌').fill('pa_old')
  await page.keyboard.press('Enter')
  await page.getByText('访问令牌无效，请重新输入。').waitFor()
})

test.skipIf(!hasBrowser)('nothing moves with reduced motion', async () => {
  await go(`/conversations/${stage.conversationId}`)
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter((one) => Number(one.effect?.getComputedTiming().duration) > 1).length,
  )
  expect(moving).toBe(0)
})

test.skipIf(!hasBrowser)('print shows the conversation, without navigation and buttons', async () => {
  await go(`/conversations/${stage.conversationId}`)
  await page.getByRole('article').first().waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('navigation', { name: 'Main navigation' }).isVisible()).toBe(false)
  expect(await page.getByRole('textbox', { name: 'Message' }).isVisible()).toBe(false)
  const isClipped = await page.evaluate(() => {
    const last = [...document.querySelectorAll('article')].at(-1)?.getBoundingClientRect()
    return last === undefined || last.bottom > document.documentElement.scrollHeight + 1
  })
  expect(isClipped).toBe(false)
  await page.emulateMedia({ media: 'screen' })
})

test.skipIf(!hasBrowser)('a language is chosen once, and everything speaks it, dates too', async () => {
  await go('/settings')
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: '繁體中文' }).click()
  await page.getByRole('link', { name: '知識' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-TW')
  await go('/settings/api-keys')
  await page
    .getByText(/\d+月\d+日/)
    .first()
    .waitFor()
})
