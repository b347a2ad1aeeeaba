import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port.ts'

/** Whether this machine has a Redis or a Valkey. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** A Redis of the test's own that keeps nothing, and that the test can take away and bring back. */
export async function startRedis({ port }: { port?: number } = {}) {
  const at = port ?? (await freePort())
  let child: ChildProcess | null = null
  const start = async () => {
    child = spawn(
      'redis-server',
      ['--port', `${at}`, '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'],
      {
        stdio: 'ignore',
      },
    )
    while (!(await answers(at))) await pause(20)
  }
  const end = async (signal: NodeJS.Signals) => {
    const ended = child && once(child, 'exit')
    child?.kill(signal)
    await ended
    child = null
  }
  await start()
  return {
    url: `redis://127.0.0.1:${at}`,
    pid: () => child?.pid ?? 0,
    start,
    kill: () => end('SIGKILL'),
    /** Stands still from here, with its connections open. */
    freeze: () => void child?.kill('SIGSTOP'),
    /** Breaks all connections, those that listen first, and forgets everything. */
    cutOff: () => tell(at, 'CLIENT KILL TYPE pubsub\r\nCLIENT KILL TYPE normal\r\nFLUSHALL\r\n'),
    /** How often it was given a command. */
    countOf: async (command: string) => {
      const told = await ask(at, 'INFO commandstats\r\n', /\r\n\r\n$/)
      return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(told)?.[1] ?? 0)
    },
    thaw: () => void child?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      child?.kill('SIGCONT')
      if (child) await end('SIGTERM')
    },
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const tell = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('data', (said) => tell(`${said}`.startsWith('+PONG')))
    socket.once('error', () => tell(false))
  })

const tell = async (port: number, commands: string): Promise<void> =>
  void (await ask(port, commands, /\+OK\r\n$/))

/** What it says to commands, as soon as that ends so. */
const ask = (port: number, commands: string, ending: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write(commands))
    let said = ''
    socket.on('data', (piece) => {
      said += `${piece}`
      if (ending.test(said)) socket.end(() => resolve(said))
    })
    socket.once('error', reject)
  })
