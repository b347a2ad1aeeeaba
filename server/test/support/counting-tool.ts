import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ExternalTool } from '#kernel/ports.ts'

/** A tool whose effect is that it is counted at an address. */
export const countingTool = (address: string, counted = () => {}): ExternalTool => ({
  name: 'count_up',
  description: 'Counts one more.',
  inputSchema: { type: 'object', properties: { by: { type: 'number' } } },
  hasEffect: true,
  isOpenWorld: false,
  async call(_input, { idempotencyKey }) {
    const answer = await fetch(address, { method: 'POST', body: idempotencyKey })
    counted()
    return { output: await answer.text(), isError: false }
  },
})

/** Counts, in another process than the one that may die. */
export async function startCounter() {
  const counted: string[] = []
  const server = createServer(async (request, response) => {
    let key = ''
    for await (const piece of request) key += String(piece)
    counted.push(key)
    response.end(String(counted.length))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    counted,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
