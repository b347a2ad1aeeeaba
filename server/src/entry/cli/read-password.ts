import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { ConfigRefused } from '#server/config.ts'

const INTERRUPTED = 130

/** Prompts twice for a password on a terminal, without echo; otherwise reads the first line of standard input. */
export async function readPassword(): Promise<string> {
  const isTerminal = process.stdin.isTTY === true
  const lines = createInterface({
    input: process.stdin,
    output: new Writable({ write: (_piece, _encoding, done) => done() }),
    terminal: isTerminal,
  })
  lines.once('SIGINT', () => process.exit(INTERRUPTED))
  const next = lines[Symbol.asyncIterator]()
  const ask = async (question: string): Promise<string> => {
    if (isTerminal) process.stderr.write(question)
    const { value, done } = await next.next()
    if (isTerminal) process.stderr.write('\n')
    return done ? '' : value
  }
  try {
    const password = await ask('Password: ')
    if (password === '')
      throw new ConfigRefused('No password was given. Type one, or pass it as a line on standard input.')
    if (isTerminal && (await ask('Repeat password: ')) !== password)
      throw new ConfigRefused('The passwords do not match. Nothing was created.')
    return password
  } finally {
    lines.close()
  }
}
