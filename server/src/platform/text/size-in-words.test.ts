import { expect, test } from 'vitest'
import { sizeInWords } from './size-in-words.ts'

test.each([
  [0, '0 bytes'],
  [1_023, '1023 bytes'],
  [1_024, '1 KiB'],
  [1_048_575, '1023.9 KiB'],
  [20 * 1_048_576, '20 MiB'],
  [1.55 * 1_073_741_824, '1.5 GiB'],
  [3_000 * 1_073_741_824, '3000 GiB'],
])('%i bytes are %s', (bytes, words) => expect(sizeInWords(bytes)).toBe(words))
