import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { startModelServer } from '#test/support/model-server/start-model-server.ts'
import { ANSWER_TOKENS } from './target.ts'
import { fillerText } from '#test/support/model-server/filler-text.ts'

// The scripted model as a separate process. For every request with a mark it also reports how long its own first token
// took, so that clients can subtract it.

const server = await startModelServer({
  reply: { text: fillerText(ANSWER_TOKENS, false) },
  brief: 'Orders and returns',
  keep: 100,
})

subscribe('http.server.request.start', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
  const arrivedAt = performance.now()
  const { write } = response
  response.write = (...piece: unknown[]) => {
    response.write = write
    const ownMs = performance.now() - arrivedAt
    const mark = markOf(request.socket.remotePort)
    if (mark !== null) process.send?.({ mark, ownMs })
    return Reflect.apply(write, response, piece)
  }
})

/** The mark of the newest request on this connection; each carries one request at a time. */
function markOf(port: number | undefined): string | null {
  const body = server.requests.findLast((request) => request.clientPort === port)?.body
  return (
    JSON.stringify(body ?? null)
      .match(/#turn-\d+#/g)
      ?.at(-1) ?? null
  )
}

console.log(server.openaiBaseUrl)
console.log('ready')
process.once('SIGTERM', () => process.exit(0))
// The channel keeps the process alive; without its parent it has no use.
process.once('disconnect', () => process.exit(0))
