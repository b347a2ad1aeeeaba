import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

const PROGRAM = '/usr/bin/prometheus'

export const hasPrometheus = existsSync(PROGRAM)

export interface TestPrometheus {
  /** What its API answers; throws where it refuses. */
  ask<T>(path: string): Promise<T>
  stop(): Promise<void>
}

/** Starts a Prometheus that reads a server every second and holds these rules to it. */
export async function startPrometheus(server: string, rules: string): Promise<TestPrometheus> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-prometheus-'))
  const config = `
global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [${rules}]
scrape_configs:
  - { job_name: parley, static_configs: [{ targets: ["${new URL(server).host}"] }] }
`
  writeFileSync(join(directory, 'prometheus.yml'), config)
  const port = await freePort()
  const child = spawn(
    PROGRAM,
    [
      `--config.file=${join(directory, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  )
  const killed = () => child.kill('SIGKILL')
  process.once('exit', killed)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    async ask<T>(path: string) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)
      const body = (await answer.json()) as { status: string; data: T; error?: string }
      if (body.status !== 'success') throw new Error(`${path}: ${body.error}`)
      return body.data
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      process.off('exit', killed)
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
