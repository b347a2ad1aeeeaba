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
  /** What the server answered, in its own words and behind its code; empty where it did not. */
  readonly said: string

  constructor(
    message: string,
    code: number | null = null,
    { said = '', ...options }: ErrorOptions & { said?: string } = {},
  ) {
    super(message, options)
    this.code = code
    this.said = said
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
    const said = `${answer.code} ${answer.lines.join(' ')}`
    throw new SmtpFailed(`The mail server refused: ${said}`, answer.code, { said })
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
