import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { TLSSocket } from 'node:tls'

/** A server that speaks PostgreSQL's protocol and lets nobody in. */
export interface RefusingPostgres extends AsyncDisposable {
  readonly url: string
}

const SSL_REQUEST = 80_877_103

/** Answers each login with that state and message, and each wish for TLS with no, or with that certificate. */
export async function startRefusingPostgres(
  state: string,
  message: string,
  certificate?: { key: string; cert: string },
): Promise<RefusingPostgres> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (packet) => {
      if (packet.length === 8 && packet.readInt32BE(4) === SSL_REQUEST) {
        socket.write(certificate ? 'S' : 'N')
        if (certificate) {
          socket.removeAllListeners('data')
          new TLSSocket(socket, { isServer: true, ...certificate }).on('error', () => {})
        }
        return
      }
      const fields = Buffer.from(`SFATAL\0VFATAL\0C${state}\0M${message}\0\0`)
      const head = Buffer.alloc(5)
      head.write('E')
      head.writeInt32BE(fields.length + 4, 1)
      socket.end(Buffer.concat([head, fields]))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `postgres://ana:sk-nobody-sees@127.0.0.1:${port}/parley`,
    async [Symbol.asyncDispose]() {
      server.close()
      await once(server, 'close')
    },
  }
}
