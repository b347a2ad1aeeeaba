import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Site } from '#contract/shapes/site.ts'
import { listDocuments, searchKnowledge } from '#features/knowledge/index.ts'
import { makeLibrary } from '#features/knowledge/testing.ts'
import type { Scope } from '#kernel/scope.ts'
import { openTestApp, type TestApp } from '#test/support/open-test-app.ts'
import { beginReading } from './begin-reading.ts'
import { crawlSite } from './crawl-site.ts'
import { addSite, changeSite, deleteSite, listSitePages, readSite, syncSite } from './index.ts'
import { startDueRun } from './begin-run.ts'

type Answer = string | { status?: number; headers?: Record<string, string>; body?: string | Buffer }

// A tiny site. Each test sets its responses.
let pages: Record<string, Answer> = {}
let asked: { path: string; headers: IncomingMessage['headers'] }[] = []
let server: Server
let origin: string
let app: TestApp & AsyncDisposable
let scope: Scope
let knowledgeBaseId: string

const answer = (request: IncomingMessage, response: ServerResponse) => {
  const path = request.url ?? ''
  asked.push({ path, headers: request.headers })
  const found = pages[path]
  if (found === undefined) return response.writeHead(404).end('nothing')
  const { status = 200, headers = {}, body = '' } = typeof found === 'string' ? { body: found } : found
  if (headers.etag && request.headers['if-none-match'] === headers.etag) return response.writeHead(304).end()
  return response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
}

beforeAll(async () => {
  server = createServer(answer)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  app = await openTestApp({ env: { PARLEY_PRIVATE_PAGE_HOSTS: '127.0.0.1:*' } })
})
afterAll(async () => {
  await app.close()
  server.close()
})
beforeEach(async () => {
  pages = {}
  asked = []
  ;({ scope, knowledgeBaseId } = await makeLibrary(app))
})

const page = (title: string, text: string, links: string[] = []) =>
  `<html><head><title>${title}</title></head><body><nav>Menu of everything</nav><h1>${title}</h1><p>${text}</p>${links.map((link) => `<a href="${link}">more</a>`).join(' ')}</body></html>`

const ended = (siteId: string): Promise<Site> =>
  vi.waitFor(
    async () => {
      const site = await readSite(scope, { siteId })
      expect(site.state).toMatch(/^(?:done|failed)$/)
      return site
    },
    { timeout: 45_000, interval: 30 },
  )
const follow = async (path: string, kind: 'page' | 'site' | 'sitemap', more = {}): Promise<Site> =>
  ended((await addSite(scope, { knowledgeBaseId, address: origin + path, kind, ...more })).id)
const again = async (siteId: string) => {
  asked = []
  await syncSite(scope, { siteId })
  return ended(siteId)
}
const pagesOf = async (siteId: string) =>
  Object.fromEntries(
    (await listSitePages(scope, { siteId, limit: 100 })).items.map(({ address, state, reason }) => [
      address.slice(origin.length),
      reason ? `${state}: ${reason}` : state,
    ]),
  )
const documents = async () => (await listDocuments(scope, { knowledgeBaseId, limit: 100 })).items
const namesReady = () =>
  vi.waitFor(
    async () => {
      const items = await documents()
      expect(items.every(({ state }) => state === 'ready')).toBe(true)
      return items.map(({ name }) => name).toSorted()
    },
    { timeout: 45_000 },
  )
const found = async (query: string) =>
  (await searchKnowledge(scope, { query, knowledgeBaseIds: [knowledgeBaseId] })).items.map(
    ({ passage }) => passage,
  )

describe('a page', () => {
  test('is read, found under its title, and links back to its address', async () => {
    pages['/faq'] = page('Opening hours', 'We open at nine.', ['/other'])
    const site = await follow('/faq', 'page')
    expect(site).toMatchObject({ state: 'done', pages: { read: 1, waiting: 0 } })
    expect(await namesReady()).toEqual(['Opening hours'])
    const [hit] = await found('nine')
    expect(hit).toMatchObject({ documentName: 'Opening hours', address: `${origin}/faq` })
    expect(await found('menu everything')).toEqual([])
    expect(asked.map(({ path }) => path)).toEqual(['/robots.txt', '/faq'])
    expect(asked[1]?.headers['user-agent']).toContain('ParleyBot')
  })

  test('without changes is not indexed again: by its ETag, or by its content', async () => {
    pages['/marked'] = { headers: { etag: '"1"' }, body: page('Marked', 'one') }
    pages['/plain'] = page('Plain', 'one')
    const sites = [await follow('/marked', 'page'), await follow('/plain', 'page')]
    await namesReady()
    const before = await documents()
    pages['/plain'] = `${page('Plain', 'one')}<!-- made at noon -->`
    for (const { id } of sites) expect((await again(id)).pages).toMatchObject({ unchanged: 1, read: 0 })
    expect(await documents()).toEqual(before)

    pages['/marked'] = { headers: { etag: '"2"' }, body: page('Marked', 'two fresh words') }
    expect((await again(sites[0]?.id ?? '')).pages).toMatchObject({ read: 1 })
    await namesReady()
    expect(await found('fresh words')).toHaveLength(1)
    expect((await documents()).map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
  })

  test.each([
    ['/missing', undefined, /does not exist/],
    ['/broken', { status: 503 }, /status 503/],
    ['/secret', { status: 403 }, /refuses/],
    ['/picture', { headers: { 'content-type': 'image/png' }, body: 'x' }, /image\/png/],
    ['/large', { body: 'x'.repeat(5_300_000) }, /larger than 5 MB/],
    ['/empty', '<html><body></body></html>', /no text/],
  ])('%s fails and says why', async (path, reply: Answer | undefined, reason) => {
    if (reply !== undefined) pages[path] = reply
    expect(await follow(path, 'page')).toMatchObject({
      state: 'failed',
      failure: { detail: expect.stringMatching(reason) },
    })
    expect(await documents()).toEqual([])
  })

  test('of a private network is refused unless the operator vouches for its host', async () => {
    const site = await addSite(scope, { knowledgeBaseId, address: 'http://localhost:1/x' })
    expect((await ended(site.id)).failure?.detail).toMatch(/not a public internet address/)
  })
})

describe('a site', () => {
  test('is crawled by its links, on its host, within its depth and limit, as robots.txt allows', async () => {
    pages['/robots.txt'] = {
      headers: { 'content-type': 'text/plain' },
      body: 'User-agent: *\nDisallow: /private',
    }
    pages['/'] = page('Home', 'start', [
      '/a',
      '/private/x',
      'https://elsewhere.invalid/',
      '/pic.png',
      '/moved',
      '#top',
    ])
    pages['/a'] = page('A', 'alpha', ['/b', '/'])
    pages['/b'] = page('B', 'beta', ['/c'])
    pages['/c'] = page('C', 'gamma')
    pages['/moved'] = { status: 301, headers: { location: '/target' } }
    pages['/target'] = page('Target', 'here')
    const site = await follow('/', 'site', { depthMax: 2 })
    expect(await pagesOf(site.id)).toEqual({
      '/': 'read',
      '/a': 'read',
      '/b': 'read',
      '/moved': `skipped: It redirects to ${origin}/target`,
      '/target': 'read',
      '/private/x': 'skipped: The robots.txt of the host forbids it.',
    })
    expect(asked.map(({ path }) => path)).not.toContain('/private/x')
    expect(await namesReady()).toEqual(['A', 'B', 'Home', 'Target'])
  })

  test('loses pages that vanished, and keeps those that fail temporarily', async () => {
    pages['/'] = page('Home', 'start', ['/a', '/b', '/c'])
    for (const name of ['a', 'b', 'c']) pages[`/${name}`] = page(name, `about ${name}`)
    const { id } = await follow('/', 'site')
    await namesReady()
    pages['/'] = page('Home', 'start', ['/b', '/c'])
    delete pages['/b']
    pages['/c'] = { status: 500 }
    await again(id)
    expect(await pagesOf(id)).toEqual({
      '/': 'read',
      '/b': 'skipped: The page does not exist.',
      '/c': 'failed: The server responded with status 500.',
    })
    await expect.poll(namesReady).toEqual(['Home', 'c'])
  })

  test('is read up to its page limit, and then nothing counts as vanished', async () => {
    pages['/'] = page('Home', 'start', ['/1', '/2', '/3', '/4'])
    for (const name of ['1', '2', '3', '4']) pages[`/${name}`] = page(name, name)
    const { id } = await follow('/', 'site')
    expect(await namesReady()).toHaveLength(5)
    await changeSite(scope, { siteId: id, pagesMax: 2 })
    await again(id)
    expect(await namesReady()).toHaveLength(5)
  })

  test('continues where it was when its process died', async () => {
    pages['/'] = page('Home', 'start', ['/a'])
    pages['/a'] = page('A', 'alpha')
    const { id } = await follow('/', 'site')
    await namesReady()
    await app.database.write(scope.tenantId, (tx) =>
      tx.updateTable('sites').set({ state: 'queued', run: 2 }).where('id', '=', id).execute(),
    )
    await beginReading(scope, { siteId: id, run: 2 })
    asked = []
    await crawlSite(scope, { siteId: id, run: 2 })
    await crawlSite(scope, { siteId: id, run: 2 })
    expect(asked.map(({ path }) => path)).toEqual(['/robots.txt', '/', '/a'])
    expect(await readSite(scope, { siteId: id })).toMatchObject({ state: 'done', pages: { unchanged: 2 } })
  })

  test('that is parted from its knowledge base takes its pages along', async () => {
    pages['/'] = page('Home', 'start', ['/a'])
    pages['/a'] = page('A', 'alpha')
    const { id } = await follow('/', 'site')
    await namesReady()
    await deleteSite(scope, { siteId: id })
    await expect.poll(documents).toEqual([])
    await expect(readSite(scope, { siteId: id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the scope of a site', () => {
  beforeEach(() => {
    pages['/'] = page('Home', 'start', ['/docs/a', '/docs/old/b', '/blog/c'])
    pages['/docs/a'] = page('A', 'alpha')
    pages['/docs/old/b'] = page('B', 'beta')
    pages['/blog/c'] = page('C', 'gamma')
  })

  test('is what is included and not excluded; changing it removes pages', async () => {
    const { id } = await follow('/', 'site', { include: ['/docs/'], exclude: ['/docs/old/*'] })
    expect(await pagesOf(id)).toEqual({ '/': 'read', '/docs/a': 'read' })
    expect(asked.map(({ path }) => path)).not.toContain('/blog/c')
    await changeSite(scope, { siteId: id, include: ['/blog'], exclude: [] })
    await again(id)
    await expect.poll(namesReady).toEqual(['C', 'Home'])
    await expect(changeSite(scope, { siteId: id, include: ['docs'] })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })

  test('in a sitemap holds for pages, and not for the sitemaps within it', async () => {
    const xml = (body: string) => ({ headers: { 'content-type': 'application/xml' }, body })
    pages['/sitemap.xml'] = xml(
      `<sitemapindex><sitemap><loc>${origin}/maps/1.xml</loc></sitemap></sitemapindex>`,
    )
    pages['/maps/1.xml'] = xml(
      `<urlset><url><loc>${origin}/docs/a</loc></url><url><loc>${origin}/blog/c</loc></url></urlset>`,
    )
    await follow('/sitemap.xml', 'sitemap', { include: ['/docs/'] })
    expect(await namesReady()).toEqual(['A'])
  })
})

test('a run reports what it added, changed and removed', async () => {
  pages['/'] = page('Home', 'start', ['/a', '/b', '/c'])
  for (const name of ['a', 'b', 'c']) pages[`/${name}`] = page(name, `about ${name}`)
  const site = await follow('/', 'site')
  expect(site.changes).toEqual({ added: 4, changed: 0, removed: 0, removedPages: [] })
  await namesReady()
  pages['/'] = page('Home', 'start', ['/a', '/b', '/d'])
  pages['/a'] = page('a', 'about a, and more')
  delete pages['/b']
  pages['/d'] = page('d', 'about d')
  const { changes } = await again(site.id)
  expect(changes).toMatchObject({ added: 1, changed: 1, removed: 2 })
  expect(changes.removedPages.toSorted()).toEqual([`${origin}/b`, `${origin}/c`])
  const { items } = await listSitePages(scope, { siteId: site.id, change: 'added' })
  expect(items).toMatchObject([{ address: `${origin}/d`, errorCode: null }])
  expect((await listSitePages(scope, { siteId: site.id, state: 'skipped' })).items).toMatchObject([
    { address: `${origin}/b`, errorCode: 'gone' },
  ])
})

test('a paused site is not read, neither manually nor on schedule, until it is resumed', async () => {
  pages['/'] = page('Home', 'start', ['/a'])
  pages['/a'] = page('A', 'alpha')
  const { id } = await addSite(scope, {
    knowledgeBaseId,
    address: `${origin}/`,
    kind: 'site',
    schedule: '0 3 * * *',
  })
  expect(await changeSite(scope, { siteId: id, isPaused: true })).toMatchObject({
    isPaused: true,
    nextRunAt: null,
  })
  expect(await ended(id)).toMatchObject({ isPaused: true, nextRunAt: null })
  await expect(syncSite(scope, { siteId: id })).rejects.toMatchObject({ code: 'conflict' })
  const plan = await app.database.read(scope.tenantId, (tx) =>
    tx.selectFrom('sites').select('plan').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  asked = []
  await startDueRun(scope, { siteId: id, ...plan })
  expect((await readSite(scope, { siteId: id })).state).toMatch(/done|failed/)
  const resumed = await changeSite(scope, { siteId: id, isPaused: false })
  expect(resumed.nextRunAt).not.toBeNull()
  if ((await ended(id)).pages.read < 2) await again(id)
  expect(await namesReady()).toEqual(['A', 'Home'])
})

test('a sitemap lists the pages to read, including nested sitemaps', async () => {
  const xml = (body: string) => ({ headers: { 'content-type': 'application/xml' }, body })
  pages['/sitemap.xml'] = xml(
    `<?xml version="1.0"?><sitemapindex><sitemap><loc>${origin}/inner.xml</loc></sitemap></sitemapindex>`,
  )
  pages['/inner.xml'] = xml(
    `<urlset><url><loc><![CDATA[${origin}/a?x=1&y=2]]></loc></url><url><loc>${origin}/b?x=1&amp;y=2</loc></url></urlset>`,
  )
  pages['/a?x=1&y=2'] = page('A', 'alpha', ['/not-listed'])
  pages['/b?x=1&y=2'] = page('B', 'beta')
  const site = await follow('/sitemap.xml', 'sitemap')
  expect(site).toMatchObject({ state: 'done' })
  expect(await namesReady()).toEqual(['A', 'B'])

  pages['/x'] = page('X', 'no sitemap')
  expect((await follow('/x', 'sitemap')).failure?.detail).toBe('This is not a sitemap.')
})

describe('a schedule', () => {
  test('plans the next run; a plan changed since then does nothing', async () => {
    pages['/'] = page('Home', 'start')
    const { id, nextRunAt } = await follow('/', 'page', { schedule: '0 3 * * *', timeZone: 'Asia/Shanghai' })
    const due = new Date(nextRunAt ?? 0)
    expect(due.getTime()).toBeGreaterThan(Date.now())
    expect(due.toISOString()).toMatch(/T19:00:00/)
    const plan = async () =>
      await app.database.read(scope.tenantId, (tx) =>
        tx.selectFrom('sites').select(['plan', 'run']).where('id', '=', id).executeTakeFirstOrThrow(),
      )
    const first = await plan()
    await changeSite(scope, { siteId: id, schedule: '0 4 * * 1' })
    await startDueRun(scope, { siteId: id, plan: first.plan })
    expect((await plan()).run).toBe(first.run)
    await startDueRun(scope, { siteId: id, plan: (await plan()).plan })
    expect((await plan()).run).toBe(first.run + 1)
    await ended(id)
    expect((await changeSite(scope, { siteId: id, schedule: null })).nextRunAt).toBeNull()
  })

  test.each(['* * * * *', '*/30 * * * *', 'often', '0 0 0 * * *'])('%s is refused', async (schedule) => {
    await expect(
      addSite(scope, { knowledgeBaseId, address: 'https://example.com/', schedule }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
