import { dialects } from '#dialects/index.ts'
import { openDoor } from '#entry/http.ts'
import type { Ports } from '#kernel/ports.ts'
import { openApp } from '#server/app.ts'
import { askAt, type TestServer } from './open-test-server.ts'

/** A server of its own on the database of another, as a second process would be. Needs a database server. */
export async function joinTestServer(
  first: TestServer,
  { ports }: { ports?: Partial<Ports> } = {},
): Promise<TestServer> {
  const { config } = first.app
  const app = await openApp(config, ports ? { fakes: ports } : {})
  const door = await openDoor(app, config, { port: 0, dialects: ['native'] }, dialects)
  const close = async () => {
    await door.close()
    await app.close()
  }
  return {
    ...first,
    app: { ...app, config },
    url: door.url,
    doors: [door],
    ask: askAt(door.url, () => first.owner),
    close,
    [Symbol.asyncDispose]: close,
  }
}
