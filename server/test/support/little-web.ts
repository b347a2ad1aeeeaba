import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A website of a few pages. What stands at each path may be changed at any time. */
export interface LittleWeb {
  /** Without a slash at the end. */
  readonly url: string
  readonly pages: Map<string, string>
  close(): Promise<void>
}

export const webPage = (title: string, text: string, links: readonly string[] = []): string =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p>${links
    .map((link) => `<a href="${link}">${link}</a>`)
    .join(' ')}</body></html>`

export async function openLittleWeb(pages: Record<string, string>): Promise<LittleWeb> {
  const held = new Map(Object.entries(pages))
  const server = createServer((request, response) => {
    const found = held.get(request.url ?? '')
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(found ?? 'nothing')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages: held,
    close: () => new Promise((done) => server.close(() => done())),
  }
}
