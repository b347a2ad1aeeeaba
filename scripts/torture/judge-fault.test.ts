import { expect, test } from 'vitest'
import type { Fault } from '#test/faults/faults.ts'
import { judgeFault, type RanTest } from './judge-fault.ts'

const fault = (more: Partial<Fault> = {}): Fault => ({
  id: 'F01',
  name: 'a fault',
  held: [{ file: 'a.test.ts', named: 'it holds', runs: 'quick' }],
  ...more,
})
const ran = (status: string, name = 'then it holds on', file = 'a.test.ts'): RanTest => ({
  file,
  name,
  status,
})

test('a fault is survived when its test passed, even if another database skips it', () => {
  expect(judgeFault(fault(), [ran('passed')])).toBeNull()
  expect(judgeFault(fault(), [ran('skipped'), ran('passed')])).toBeNull()
  expect(judgeFault(fault(), [ran('passed'), ran('failed', 'another')])).toBeNull()
})

test.each<[string, Fault, RanTest[]]>([
  ['nothing ran', fault(), []],
  ['it was left out everywhere', fault(), [ran('skipped'), ran('pending')]],
  ['it failed', fault(), [ran('failed')]],
  ['it failed on one of two databases', fault(), [ran('passed'), ran('failed')]],
  ['the run broke besides', fault(), [ran('passed'), ran('failed', '')]],
])('it is not when %s', (_, one, tests) => {
  expect(judgeFault(one, tests)).not.toBeNull()
})
