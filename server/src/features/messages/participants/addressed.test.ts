import { expect, test } from 'vitest'
import { addressedIn } from './addressed.ts'

test('a name is matched once, however often it is mentioned', () => {
  let looks = 0
  const agents = ['Ada', 'Bea', 'Cleo'].map((called) => ({
    get name() {
      looks += 1
      return called
    },
  }))
  expect(addressedIn(`${'@'.repeat(90_000)}ada`, agents)?.name).toBe('Ada')
  expect(looks).toBeLessThan(30)
})
