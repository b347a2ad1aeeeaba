import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Fault, faults, type Held } from '#test/faults/faults.ts'
import { faultsAreHeld, faultsAreTold } from './fault-rules.ts'
import { root } from './read-tree.ts'

const read = (path: string): string | null =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null

const page = 'docs/operate/faults.md'

test('every fault has a test that exists', () => {
  expect(faultsAreHeld(faults, read)).toEqual([])
})

test('every fault is documented for operators', () => {
  expect(faultsAreTold(faults, read(page) ?? '')).toEqual([])
})

const files: Record<string, string> = { 'a.test.ts': "test('it holds', () => {})" }
const quick = (file: string, named: string): Held => ({ file, named, runs: 'quick' })
const fault = (more: Partial<Fault>): Fault => ({ id: 'F01', name: 'a fault', held: [], ...more })
const isHeld = (one: Fault) => faultsAreHeld([one], (path) => files[path] ?? null, 1)

test.each<[string, Partial<Fault>, string]>([
  ['nothing holds it', {}, 'no test'],
  ['its test file is gone', { held: [quick('b.test.ts', 'it holds')] }, 'does not exist'],
  ['its test is gone', { held: [quick('a.test.ts', 'it held')] }, 'no test of that name'],
  ['its number is another', { id: 'F02', held: [quick('a.test.ts', 'it holds')] }, 'F01 is missing'],
  ['it has no long form', { held: [{ ...quick('a.test.ts', 'it holds'), runs: 'long' }] }, 'no long form'],
])('it is noticed when %s', (_, more, said) => {
  expect(isHeld(fault(more)).join()).toContain(said)
})

test('a fault that is held is not complained of', () => {
  expect(isHeld(fault({ held: [quick('a.test.ts', 'it holds')] }))).toEqual([])
})

test('a page that omits a fault, or names another test, is noticed', () => {
  const one = fault({ held: [quick('a.test.ts', 'it holds')] })
  expect(faultsAreTold([one], '| F01 | It fails. | It goes on. | `a.test.ts` |')).toEqual([])
  expect(faultsAreTold([one], '| F02 | It fails. | It goes on. | `a.test.ts` |')).toHaveLength(1)
  expect(faultsAreTold([one], '| F01 | It fails. | It goes on. | `b.test.ts` |')).toHaveLength(1)
})
