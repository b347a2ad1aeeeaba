import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeScratch, sweepScratch } from './scratch.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-sweep-'))
  vi.stubEnv('TMPDIR', directory)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true })
})

test('files of dead processes are removed; those of living processes and foreign files stay', async () => {
  const mine = await makeScratch()
  const { pid } = spawnSync(process.execPath, ['--version'])
  const left = join(directory, basename(mine).replace(`${process.pid}`, `${pid}`))
  const theirs = join(directory, 'parley-scratch-of-somebody')
  for (const made of [left, theirs]) mkdirSync(made)
  writeFileSync(join(left, 'film'), 'somebody’s')
  await sweepScratch()
  expect([mine, left, theirs].map((path) => existsSync(path))).toEqual([true, false, true])
})
