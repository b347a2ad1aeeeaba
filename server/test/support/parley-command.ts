import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runCommandLine } from '#entry/cli/command-line.ts'

const program = fileURLToPath(new URL('../../../bin/parley.js', import.meta.url))

/** Runs one `parley` command to its end. */
export const parley = (
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env.PATH ?? '', PARLEY_ENV_FILE: '', ...env },
    })
    let output = ''
    child.stdout.on('data', (piece) => {
      output += String(piece)
    })
    child.stderr.on('data', (piece) => {
      output += String(piece)
    })
    child.on('close', (code) => resolve({ code, output }))
  })

/**
 * Runs one command in this process, or several at once, where none starts anything that stays; answers what was printed,
 * warnings of Node among it, and the exit code.
 */
export async function parleyHere(
  args: readonly string[] | readonly (readonly string[])[],
  env: Record<string, string>,
): Promise<{ code: number | undefined; output: string }> {
  const lines: string[] = []
  const keep = (...words: unknown[]) => void lines.push(words.join(' '))
  const kept = { env: { ...process.env }, log: console.log, error: console.error, warn: process.emitWarning }
  const others = Object.keys(process.env).filter((name) => /^(PARLEY_|DATABASE_URL$)/.test(name))
  for (const name of others) delete process.env[name]
  Object.assign(process.env, { LOG_LEVEL: 'silent', PORT: '0', ...env })
  Object.assign(console, { log: keep, error: keep })
  process.emitWarning = keep
  const commands = (typeof args[0] === 'string' ? [args] : args) as readonly (readonly string[])[]
  try {
    await Promise.all(commands.map((command) => runCommandLine(['node', 'parley', ...command])))
    return { code: Number(process.exitCode ?? 0), output: lines.join('\n') }
  } finally {
    for (const name of Object.keys(env)) delete process.env[name]
    Object.assign(process.env, kept.env)
    Object.assign(console, { log: kept.log, error: kept.error })
    process.emitWarning = kept.warn
    process.exitCode = undefined
  }
}
