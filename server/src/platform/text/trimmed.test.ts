import { expect, test } from 'vitest'
import { trimmed, trimmedEnd } from './trimmed.ts'

const isMark = (character: string) => /[\p{P}\p{S}\s]/u.test(character)

test.each([
  ['', ''],
  ['word', 'word'],
  ['“word”!', 'word'],
  ['  a, b  ', 'a, b'],
  ['…', ''],
  ['😀a😀', 'a'],
  ['𠮷!', '𠮷'],
  ['!\ud83d', '\ud83d'],
])('%s loses its edges: %s', (text, left) => expect(trimmed(text, isMark)).toBe(left))

test('trims only the end', () => expect(trimmedEnd('//a//', (character) => character === '/')).toBe('//a'))
