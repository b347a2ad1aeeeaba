import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './free-port.ts'

/** Whether this machine has nginx. */
export const hasNginx = spawnSync('nginx', ['-v']).status === 0

const shipped = new URL('../../../deploy/nginx/nginx.conf', import.meta.url)

/** An nginx with the configuration that Parley ships, in front of processes on these ports. */
export async function startNginx(ports: readonly number[]) {
  const directory = mkdtempSync(join(tmpdir(), 'parley-nginx-'))
  const port = await freePort()
  const servers = ports.map((at) => `server 127.0.0.1:${at} max_fails=1 fail_timeout=1s;`).join('\n')
  const text = readFileSync(shipped, 'utf8')
    .replace(/server app:8080[^;]*;\s*server app-2:8080[^;]*;/, servers)
    .replace('listen 8088;', `listen 127.0.0.1:${port};`)
    .replace('/tmp/nginx.pid', join(directory, 'nginx.pid'))
    .replace(
      'http {',
      `http {\n  client_body_temp_path ${directory}/body;\n  proxy_temp_path ${directory}/proxy;`,
    )
  const file = join(directory, 'nginx.conf')
  writeFileSync(file, text)
  const child: ChildProcess = spawn('nginx', ['-c', file, '-p', directory, '-g', 'daemon off;'], {
    stdio: 'ignore',
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}/healthz`).then(Boolean, () => false))) await pause(50)
  return {
    url,
    [Symbol.dispose]() {
      process.off('exit', kill)
      child.kill('SIGTERM')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
