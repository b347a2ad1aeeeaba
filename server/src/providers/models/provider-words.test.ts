import { expect, test } from 'vitest'
import { providerWords } from './provider-words.ts'

const KEY = 'wholly-unusual-key'

test.each([
  [{ error: { message: 'Your quota is used up.' } }, 'Your quota is used up.'],
  [{ message: 'Not today.', type: 'x' }, 'Not today.'],
  [{ error: 'No such\nmodel' }, 'No such model'],
  [{ detail: [{ msg: 'x' }] }, null],
  [{ error: { message: `Wrong: ${KEY}, see https://x.example/?key=${KEY}` } }, 'Wrong: …, see …'],
  [
    { error: { message: 'Incorrect API key provided: sk-proj-9f8e7d6c5b4a.' } },
    'Incorrect API key provided: ….',
  ],
  [{ error: { message: 'Bearer abcdef123456 is over' } }, '… is over'],
  [{ error: { message: `hash ${'a1b2c3d4'.repeat(5)}` } }, 'hash …'],
])('%j says %s', (body, said) => expect(providerWords(JSON.stringify(body), [KEY])).toBe(said))

test('an HTML page is ignored, a plain sentence is quoted, and a long one is cut', () => {
  expect(providerWords('<html>Bad gateway</html>', [])).toBeNull()
  expect(providerWords('', [])).toBeNull()
  expect(providerWords('Bad gateway', [])).toBe('Bad gateway')
  expect(providerWords('so it is '.repeat(1_000), [])).toHaveLength(300)
})

test('worst-case bodies are read in linear time', () => {
  const began = performance.now()
  for (const unit of ['key ', 'a', 'sk-', 'https://', ' ', 'token='])
    providerWords(unit.repeat(60_000), [KEY])
  expect(performance.now() - began).toBeLessThan(2_000)
})
