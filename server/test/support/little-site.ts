import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site of somebody else's, on a port of its own. */
export interface LittleSite {
  readonly url: string
  close(): Promise<void>
}

/** Serves one page with this body, under a policy that allows nothing but what it says. */
export async function startLittleSite(body: (home: string) => string, policy: string): Promise<LittleSite> {
  const server = createServer((request, response) => {
    if (request.url !== '/') return response.writeHead(404).end()
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      .end(
        `<!doctype html><html lang="en"><head><title>A shop</title></head><body>${body(home())}</body></html>`,
      )
  })
  const home = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: home(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
