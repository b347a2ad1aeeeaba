import { existsSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from 'playwright-core'
import { build, type Plugin } from 'vite'

/** Stands where the console's own rendering stood: whatever HTML the words hold is let through. */
const NAIVE = `
import { marked } from 'marked'
import { createElement } from 'react'
const raw = (html) => createElement('div', { dangerouslySetInnerHTML: { __html: html } })
export const Markdown = ({ text }) => raw(marked.parse(text))
export const LongText = ({ text }) => createElement('span', { dangerouslySetInnerHTML: { __html: text } })
`

const naive: Plugin = {
  name: 'without-sanitiser',
  enforce: 'pre',
  transform: (_code, id) =>
    /\/(?:markdown\/markdown|ui\/long-text)\.tsx$/.test(id) ? { code: NAIVE } : null,
}

/** The console as it would be if what others wrote went into the page as HTML; and how to be rid of it. */
export async function buildWithoutSanitiser(): Promise<{ directory: string; drop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-naive-'))
  await build({
    configFile: fileURLToPath(new URL('../../../../console/vite.config.ts', import.meta.url)),
    plugins: [naive],
    build: { outDir: directory, emptyOutDir: true, minify: false },
    logLevel: 'error',
  })
  return { directory, drop: () => rm(directory, { recursive: true, force: true }) }
}

/** Has the pages of a context served from another build of the console, or without the server's content policy. */
export const serveChanged = (
  context: BrowserContext,
  home: string,
  { directory = '', hasPolicy }: { directory?: string; hasPolicy: boolean },
) =>
  context.route(`${home}/**`, async (route) => {
    const isPage = route.request().isNavigationRequest()
    const { pathname } = new URL(route.request().url())
    const file = directory && join(directory, isPage ? 'index.html' : pathname)
    if (!isPage) return existsSync(file) ? route.fulfill({ path: file }) : route.fallback()
    const response = await route.fetch()
    const headers = response.headers()
    for (const name of ['content-length', 'content-encoding', 'etag']) delete headers[name]
    if (!hasPolicy) delete headers['content-security-policy']
    return route.fulfill({ ...(file ? { path: file } : { body: await response.body() }), headers })
  })
