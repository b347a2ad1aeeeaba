import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault } from '#test/faults/faults.ts'
import { judgeFault, type RanTest } from './judge-fault.ts'

/** Why a fault was not survived; null if it was. */
export interface Survival {
  readonly id: string
  readonly name: string
  readonly reason: string | null
}

interface Report {
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[]
}

const root = new URL('../../', import.meta.url).pathname
const vitest = join(root, 'node_modules/vitest/vitest.mjs')

/**
 * Runs every test file that holds a fault, this many at once, in each of these environments; returns the result of each
 * fault. The output of a run is printed when it has ended.
 */
export async function runFaultTests(
  faults: readonly Fault[],
  environments: readonly Record<string, string>[],
  atOnce: number,
): Promise<Survival[]> {
  const files = [...new Set(faults.flatMap(({ held }) => held.map(({ file }) => file)))]
  const waiting = environments.flatMap((environment) => files.map((file) => ({ file, environment })))
  const ran: RanTest[] = []
  const runInTurn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      ran.push(...(await runFile(next.file, next.environment)))
  }
  await Promise.all(Array.from({ length: atOnce }, runInTurn))
  return faults.map((fault) => ({
    id: fault.id,
    name: fault.name,
    reason: judgeFault(fault, ran),
  }))
}

async function runFile(file: string, environment: Record<string, string>): Promise<RanTest[]> {
  const where = 'PARLEY_TEST_DATABASE_URL' in environment ? 'PostgreSQL' : 'embedded'
  const output = join(mkdtempSync(join(tmpdir(), 'parley-torture-')), 'report.json')
  const child = spawn(
    process.execPath,
    [
      vitest,
      'run',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile=${output}`,
      '--testTimeout=1200000',
      file,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment, PARLEY_TORTURE: '1' },
    },
  )
  const ended = new Promise<number | null>((done) => void child.once('close', done))
  const [status, said, complained] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  console.log(`— ${file} (${where})\n${said}${complained}`)
  if (!existsSync(output)) return [{ file, name: '', status: 'failed' }]
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report
  const tests = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map((test) => ({ file, name: test.fullName, status: test.status })),
  )
  // A run can fail without a failing test.
  return status === 0 || tests.some((one) => one.status === 'failed')
    ? tests
    : [...tests, { file, name: '', status: 'failed' }]
}
