import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

const program = fileURLToPath(new URL('../../../bin/parley.js', import.meta.url))

/** A server in a process of its own, to be killed. */
export interface ChildServer {
  readonly url: string
  readonly pid: number
  readonly output: () => string
  readonly exited: Promise<number | null>
  kill(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts `parley start` and waits until it says that it is ready. `through`: a program that starts it, with its options. */
export async function startChildServer(
  env: Record<string, string>,
  nodeOptions: string[] = [],
  options: string[] = [],
  through: string[] = [],
): Promise<ChildServer> {
  const port = Number(env.PORT ?? (await freePort()))
  const command = [...through, process.execPath, ...nodeOptions, program, 'start', ...options]
  const child: ChildProcess = spawn(command[0] ?? '', command.slice(1), {
    env: {
      PATH: process.env.PATH ?? '',
      PARLEY_ENV_FILE: '',
      LOG_LEVEL: 'warn',
      ...env,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A test that was given up must leave no server behind: it would take its time from every test after it.
  const killed = () => child.kill('SIGKILL')
  process.once('exit', killed)
  let output = ''
  const exited = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)))
  void exited.then(() => process.off('exit', killed))
  await new Promise<void>((resolve, reject) => {
    const hear = (piece: Buffer) => {
      output += String(piece)
      if (/^ready$/m.test(output)) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    void exited.then((code) => reject(new Error(`The server ended with ${code}:\n${output}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    kill(signal) {
      child.kill(signal)
      return exited
    },
  }
}
