import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Socket } from 'node:net'

/** A server's answer: its three digits, and its lines without them. */
export interface SmtpAnswer {
  readonly code: number
  readonly lines: readonly string[]
}

/** What a mail server refused, or that it could not be spoken with. Never carries what was said to it. */
export class SmtpFailed extends Error {
  override readonly name = 'SmtpFailed'
  /** Null where there was no answer. */
  readonly code: number | null

  constructor(message: string, code: number | null = null, options: ErrorOptions = {}) {
    super(message, options)
    this.code = code
  }
}

const LINES_MAX = 200

/** One side of an SMTP conversation over a socket: lines out, answers in. Every failure is an SmtpFailed. */
export interface SmtpDialog {
  /** The next answer. Throws unless its code begins with that digit. */
  expect(digit: 2 | 3): Promise<SmtpAnswer>
  /** Says one line and awaits the answer to it. */
  say(line: string, digit: 2 | 3): Promise<SmtpAnswer>
  /** Sends bytes as they are. */
  write(content: string): Promise<void>
  /** Stops reading, so that the socket can be secured. */
  leave(): void
}

export function openDialog(socket: Socket): SmtpDialog {
  const reader = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })
  const lines = reader[Symbol.asyncIterator]()
  // A connection that just ends has no last line.
  socket.once('close', () => reader.close())

  async function nextLine(): Promise<string> {
    const { value, done } = await lines.next()
    if (done) throw new SmtpFailed('The mail server closed the connection.')
    return String(value)
  }

  async function read(): Promise<SmtpAnswer> {
    const said: string[] = []
    for (;;) {
      const line = await nextLine()
      const match = /^(\d{3})([ -]?)(.*)$/.exec(line)
      if (!match || said.length > LINES_MAX)
        throw new SmtpFailed('The mail server said something that is not SMTP.')
      said.push(match[3] ?? '')
      if (match[2] !== '-') return { code: Number(match[1]), lines: said }
    }
  }

  async function expect(digit: 2 | 3): Promise<SmtpAnswer> {
    const answer = await read()
    if (Math.floor(answer.code / 100) === digit) return answer
    throw new SmtpFailed(`The mail server refused: ${answer.code} ${answer.lines.join(' ')}`, answer.code)
  }

  async function write(content: string) {
    if (!socket.write(content)) await once(socket, 'drain')
  }

  return {
    expect,
    write,
    async say(line, digit) {
      if (/[\r\n\0]/.test(line)) throw new SmtpFailed('A line of SMTP holds no line breaks.')
      await write(`${line}\r\n`)
      return expect(digit)
    },
    leave: () => reader.close(),
  }
}
