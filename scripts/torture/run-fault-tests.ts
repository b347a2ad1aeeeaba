import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fault } from '#test/faults/faults.ts'
import { judgeFault, type RanTest } from './judge-fault.ts'

/** Why a fault was not survived; null where it was. */
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

/** Runs every test file that holds a fault, one after another, in each of these environments; answers what came of each fault. */
export function runFaultTests(
  faults: readonly Fault[],
  environments: readonly Record<string, string>[],
): Survival[] {
  const files = [...new Set(faults.flatMap(({ held }) => held.map(({ file }) => file)))]
  const ran: RanTest[] = []
  for (const environment of environments) for (const file of files) ran.push(...runFile(file, environment))
  return faults.map((fault) => ({
    id: fault.id,
    name: fault.name,
    reason: judgeFault(fault, ran),
  }))
}

function runFile(file: string, environment: Record<string, string>): RanTest[] {
  const where = 'PARLEY_TEST_DATABASE_URL' in environment ? 'PostgreSQL' : 'embedded'
  console.log(`— ${file} (${where})`)
  const output = join(mkdtempSync(join(tmpdir(), 'parley-torture-')), 'report.json')
  const { status } = spawnSync(
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
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment, PARLEY_TORTURE: '1' } },
  )
  if (!existsSync(output)) return [{ file, name: '', status: 'failed' }]
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report
  const tests = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status: ended }) => ({ file, name: fullName, status: ended })),
  )
  // A run can break without a test of its own that failed.
  return status === 0 || tests.some((one) => one.status === 'failed')
    ? tests
    : [...tests, { file, name: '', status: 'failed' }]
}
