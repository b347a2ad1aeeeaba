import { connect, type NetConnectOpts } from 'node:net'

const PIECE_BYTES = 65_536
const ANSWER_BYTES_MAX = 4_096

/**
 * Scans bytes with ClamAV's daemon (INSTREAM): returns what it found, or null. Throws if it does not respond, or with
 * anything but a verdict.
 */
export async function askClamd(
  address: { path: string } | { host: string; port: number },
  content: Uint8Array,
  signal: AbortSignal,
): Promise<string | null> {
  const answer = await exchange(address, content, signal)
  const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? []
  if (found !== undefined) return found
  if (answer === 'stream: OK') return null
  throw new Error(`clamd answered: ${answer.slice(0, 200)}`)
}

const exchange = (address: NetConnectOpts, content: Uint8Array, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ ...address, signal })
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (piece: string) => {
      answer += piece
      if (answer.length > ANSWER_BYTES_MAX) socket.destroy(new Error('The answer of clamd is too long.'))
      const end = answer.indexOf('\0')
      if (end < 0) return
      resolve(answer.slice(0, end))
      socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('clamd closed the connection.')))
    socket.on('connect', () => {
      socket.write('zINSTREAM\0')
      for (let at = 0; at < content.length; at += PIECE_BYTES) {
        const piece = content.subarray(at, at + PIECE_BYTES)
        const size = Buffer.alloc(4)
        size.writeUInt32BE(piece.length)
        socket.write(size)
        socket.write(piece)
      }
      socket.write(Buffer.alloc(4))
    })
  })
