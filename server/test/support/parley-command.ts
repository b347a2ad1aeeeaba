import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

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
    child.on('exit', (code) => resolve({ code, output }))
  })
