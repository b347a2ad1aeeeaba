import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

// The baseline: the least that a server of sockets must do. Every message is sent to all; nothing is stored, nobody is
// authenticated, and absent clients miss it. Pings as often as Parley does.

const PING_EVERY_MS = 20_000

const server = createServer((_, response) => response.end('{"status":"ready"}'))
const host = new WebSocketServer({ server, perMessageDeflate: false })
host.on('connection', (socket: WebSocket) => {
  const heartbeat = setInterval(() => socket.ping(), PING_EVERY_MS)
  socket.on('close', () => clearInterval(heartbeat))
  socket.on('error', () => socket.terminate())
  socket.on('message', (data) => {
    const text = String(data)
    for (const client of host.clients) client.send(text)
  })
  socket.send('{"type":"hello"}')
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  console.log('ready')
})
process.once('SIGTERM', () => process.exit(0))
