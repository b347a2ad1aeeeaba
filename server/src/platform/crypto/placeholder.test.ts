import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isPlaceholder } from './placeholder.ts'

test.each([
  'change-me-change-me-change-me-change-me',
  'CHANGEME0123456789abcdefghijklmnop',
  'your-secret-key-of-32-characters-here',
  'replace_this_with_openssl_rand_base64_32',
  'an example key of more than 32 characters',
  '<a long random text of 32 characters>',
  '${PARLEY_SECRET_KEY}-0123456789abcdefgh',
  'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  '00000000000000000000000000000000000',
  'abcabcabcabcabcabcabcabcabcabcabcabc',
  'secret',
  'a key of …',
])('%s is one', (value) => expect(isPlaceholder(value)).toBe(true))

test('what a generator makes is none', () => {
  for (let round = 0; round < 200; round += 1)
    for (const encoding of ['base64', 'base64url', 'hex'] as const)
      expect(isPlaceholder(randomBytes(32).toString(encoding))).toBe(false)
})
