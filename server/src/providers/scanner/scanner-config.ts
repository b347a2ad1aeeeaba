import { invalidInput } from '#kernel/fault.ts'

/** How files are scanned. */
export type ScannerConfig =
  | { kind: 'clamd'; path: string }
  | { kind: 'clamd'; host: string; port: number }
  | { kind: 'http'; url: string }
  | { kind: 'command'; program: string; words: readonly string[] }

const CLAMD_PORT = 3_310

/** The scanner in PARLEY_SCANNER; null for none. Throws Fault `invalid_input` that names the variable. */
export function scannerFrom(env: Readonly<Record<string, string | undefined>>): ScannerConfig | null {
  const said = env.PARLEY_SCANNER?.trim()
  if (!said) return null
  const command = /^command:\s*(\S.*)$/.exec(said)?.[1]
  if (command !== undefined) {
    const [program = '', ...words] = command.split(/\s+/)
    return { kind: 'command', program, words }
  }
  const url = URL.canParse(said) ? new URL(said) : null
  if (url?.protocol === 'clamd:')
    return url.hostname === ''
      ? { kind: 'clamd', path: url.pathname }
      : { kind: 'clamd', host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || CLAMD_PORT) }
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return { kind: 'http', url: url.href }
  throw invalidInput('PARLEY_SCANNER: expected clamd://host:3310, clamd:///path, https://… or command:…')
}
