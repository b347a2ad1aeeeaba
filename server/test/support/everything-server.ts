import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

const packaged = (name: string) =>
  fileURLToPath(new URL(`../../../node_modules/@modelcontextprotocol/${name}/dist/index.js`, import.meta.url))

/** Where the reference servers' programs are. */
export const everythingProgram = packaged('server-everything')
export const filesystemProgram = packaged('server-filesystem')

/** The reference server that has something of everything, over the network. */
export async function startEverythingServer(transport: 'streamableHttp' | 'sse') {
  const port = await freePort()
  const child = spawn(process.execPath, [everythingProgram, transport], {
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
  })
  while (!(await answers(port))) if (child.exitCode !== null) throw new Error('It ended before it began.')
  return {
    url: `http://127.0.0.1:${port}/${transport === 'sse' ? 'sse' : 'mcp'}`,
    async stop() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => setTimeout(resolve, 50, false))
  })
