import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { ClusterRefused } from './cluster.ts'
import type { Runner } from './identity.ts'
import { type Programs, programNamed } from './programs.ts'

const LOOK_EVERY_MS = 5
const END_MAX_MS = 60_000
const WORDS_KEPT = 20
const STATUS_LINE = 7
/** The log message while other processes of a killed server are still ending. */
const STILL_IN_USE = /shared memory block|still in use/
const TRIES = 100

/** For a small machine: little memory, few processes, and every write on disk before it is acknowledged. */
const SETTINGS = [
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'max_connections=40',
  'shared_buffers=64MB',
  'work_mem=8MB',
  'maintenance_work_mem=64MB',
  'effective_cache_size=512MB',
  'random_page_cost=1.1',
  'wal_level=minimal',
  'max_wal_senders=0',
  'min_wal_size=32MB',
  'max_wal_size=512MB',
  // Each page that is changed is written whole once after each checkpoint: with few turns between two that is most of the log.
  'wal_compression=on',
  'checkpoint_timeout=15min',
  'max_logical_replication_workers=0',
  'max_worker_processes=2',
  'max_parallel_workers_per_gather=0',
  'max_parallel_maintenance_workers=0',
  'autovacuum_max_workers=1',
  'jit=off',
  'timezone=UTC',
  'password_encryption=scram-sha-256',
  'log_destination=stderr',
  'logging_collector=off',
  'log_line_prefix=',
  'log_min_messages=log',
  'log_checkpoints=off',
  'lc_messages=C',
]

/** Sessions read by themselves, without I/O worker processes. */
const SINCE_18 = ['io_method=sync']

export interface Postmaster {
  /** Resolves once it has ended, however it did, with its last words. */
  readonly ended: Promise<string>
  /** Shuts it down; active transactions are rolled back. */
  stop(): Promise<void>
}

interface Start {
  readonly cluster: string
  readonly programs: Programs
  readonly runner: Runner
  /** Where its socket is; on Windows it listens on the loopback instead. */
  readonly sockets: string
  readonly heard: (line: string) => void
}

/** Starts PostgreSQL on a cluster, and waits until it takes connections. Throws ClusterRefused. */
export async function startPostmaster(start: Start): Promise<Postmaster> {
  for (let tries = 1; ; tries += 1) {
    const { child, ended, words } = spawnPostmaster(
      start,
      process.platform === 'win32' ? await freePort() : null,
    )
    if (await isReady(start.cluster, child)) return { ended, stop: () => stop(child, ended) }
    await ended
    const reason = words.findLast((line) => /^(FATAL|PANIC)/.test(line)) ?? words.at(-1) ?? 'it ended'
    if (tries === TRIES || !STILL_IN_USE.test(words.join('\n')))
      throw new ClusterRefused(reason.replace(/^(FATAL|PANIC): +/, ''))
    await pause(100)
  }
}

function spawnPostmaster({ cluster, programs, runner, sockets, heard }: Start, port: number | null) {
  const { identity, major } = runner
  const doors =
    port !== null
      ? ['listen_addresses=127.0.0.1', `port=${port}`]
      : ['listen_addresses=', `unix_socket_directories=${sockets}`, 'unix_socket_permissions=0700']
  const settings = [...SETTINGS, ...(major >= 18 ? SINCE_18 : []), ...doors].flatMap((setting) => [
    '-c',
    setting,
  ])
  const [command = '', ...args] = [
    ...identity.through,
    ...programs.through,
    programNamed(programs.bin, 'postgres'),
    '-D',
    cluster,
    ...settings,
  ]
  const child = spawn(command, args, {
    // A signal that a terminal sends to the server is not meant for it: the server ends it last.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...identity.user,
  })
  const words: string[] = []
  if (child.stderr)
    createInterface({ input: child.stderr }).on('line', (line) => {
      words.push(line)
      if (words.length > WORDS_KEPT) words.shift()
      heard(line)
    })
  const endWithUs = () => child.kill('SIGINT')
  process.once('exit', endWithUs)
  const ended = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => words.push(message))
    child.once('close', () => {
      process.off('exit', endWithUs)
      resolve(words.findLast((line) => /^(FATAL|PANIC)/.test(line)) ?? '')
    })
  })
  return { child, ended, words }
}

/** A port that is free now. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

async function isReady(cluster: string, child: ChildProcess): Promise<boolean> {
  const file = join(cluster, 'postmaster.pid')
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    if (Number(lines[0]) === child.pid && lines[STATUS_LINE]?.startsWith('ready')) return true
    await pause(LOOK_EVERY_MS)
  }
  return false
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGINT')
  const late = setTimeout(() => child.kill('SIGQUIT'), END_MAX_MS)
  await ended
  clearTimeout(late)
}
