import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

/** Whether browser stories can run here. CI installs Chromium; elsewhere they are left out when it is missing. */
export const hasBrowser = program !== undefined

/** Folder of the screenshots that a run leaves behind. */
const shots = fileURLToPath(new URL('../../../test-output/', import.meta.url))

/** Starts Chromium without anything that would reach for the network by itself; `more`: further switches. */
export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  if (!program) throw new Error('Chromium is not installed.')
  return chromium.launch({
    executablePath: program,
    // Without a locale that has more than ASCII, what is downloaded under another name is called `download`.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })
}

/** A page of somebody who is signed in already; `tokens` is what a session answered, as text. */
export async function openSignedIn(
  browser: Browser,
  tokens: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
  await context.addInitScript((kept) => localStorage.setItem('parley.session', kept), tokens)
  return context.newPage()
}

/** Keeps a picture of the page as it is, where somebody wants to look: with PARLEY_SHOTS set. */
export async function keepShot(page: Page, name: string): Promise<void> {
  if (process.env.PARLEY_SHOTS === undefined) return
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: `${shots}${name}.png` })
}

/** Every address outside of the server that the page asks for, as it asks. */
export function watchForeignRequests(page: Page, home: string): string[] {
  const foreign: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !url.startsWith(home)) foreign.push(url)
  })
  return foreign
}
