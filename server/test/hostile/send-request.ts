import { Agent, request } from 'node:http'
import { connect } from 'node:net'

/** A request as it goes over the wire; nothing is mended on the way. */
export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

export interface RawResponse {
  readonly status: number
  readonly type: string
  readonly text: string
}

const PATIENCE_MS = 15_000
const agent = new Agent({ keepAlive: true, maxSockets: 8 })

/** Sends a request and reads the answer; of a stream that has begun only its beginning. Rejects when none comes in time. */
export const sendRequest = (
  url: string,
  { method, path, headers = {}, body }: RawRequest,
): Promise<RawResponse> =>
  new Promise((resolve, reject) => {
    const target = new URL(url)
    const sent = request(
      { host: target.hostname, port: target.port, method, path, headers, agent, timeout: PATIENCE_MS },
      (answer) => {
        const type = answer.headers['content-type'] ?? ''
        const react = (text: string) => resolve({ status: answer.statusCode ?? 0, type, text })
        if (type.startsWith('text/event-stream')) {
          sent.destroy()
          return react('')
        }
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () => react(Buffer.concat(pieces).toString()))
        answer.on('error', reject)
      },
    )
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${path.slice(0, 80)}: no answer in time`)))
    // A server that refuses a long body may stop reading before all of it was sent; its answer counts.
    sent.on('error', (error) => reject(error))
    sent.end(body)
  })

/** Bytes on a connection of their own, and all that came back until the other side closed or fell silent. */
export const raw = (url: string, bytes: string | Buffer, silenceMs = 1_500): Promise<string> =>
  new Promise((resolve) => {
    const target = new URL(url)
    const socket = connect(Number(target.port), target.hostname)
    let text = ''
    const end = () => {
      socket.destroy()
      resolve(text)
    }
    socket.setTimeout(silenceMs, end)
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('latin1')
    })
    socket.on('error', end)
    socket.on('close', end)
    socket.write(bytes)
  })

/** Ends the connections that wait for more. */
export const closeConnections = () => agent.destroy()
