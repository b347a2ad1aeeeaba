import { spawn } from 'node:child_process'

const SAID_MAX = 2_000

/**
 * Scans bytes with a program that reads its input, like `clamscan -`: exit code 0 for clean, 1 for a finding; anything
 * else is no verdict, and throws.
 */
export const askCommand = (
  { program, words }: { program: string; words: readonly string[] },
  content: Uint8Array,
  signal: AbortSignal,
): Promise<string | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'ignore'], signal, shell: false })
    let said = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (piece: string) => {
      said = (said + piece).slice(0, SAID_MAX)
    })
    child.on('error', reject)
    // One that has seen enough does not read on.
    child.stdin.on('error', () => {})
    child.on('close', (code) => {
      if (code === 0) return resolve(null)
      if (code === 1) return resolve(/: (.+) FOUND/.exec(said)?.[1] ?? 'something')
      reject(new Error(`The scanner ended with ${code}.`))
    })
    child.stdin.end(content)
  })
