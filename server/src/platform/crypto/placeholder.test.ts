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
  'abcdefghijklmnopqrstuvwxyz0123456789',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345',
  'zyxwvutsrqponmlkjihgfedcba9876543210',
  '0123456789abcdef0123456789abcdef',
  '12345678901234567890123456789012',
  'qwertyuiopasdfghjklzxcvbnm1234567890',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffgggggggghhhhhhhh',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaabcdefghijkl',
  'deadbeefdeadbeefdeadbeefdeadbeef',
  'MySecretMySecretMySecretMySecretMySecret',
  'supersecretkeysupersecretpassword',
  'super-secret-key-for-parley-2026!!',
  'this is the very long secret key of the server',
  'P4ssw0rd-P4ssw0rd-S3cr3t-K3y-2026-prod',
  'parley-production-encryption-key-1',
  'django-insecure-4k2z9w8q7r6t5y3u1i0o',
  'correct horse battery staple correct',
  '123e4567-e89b-12d3-a456-426614174000',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '5f4dcc3b5aa765d61d8327deb882cf99',
  'd41d8cd98f00b204e9800998ecf8427e',
  'c3VwZXIgc2VjcmV0IGtleSBmb3IgcGFybGV5',
  '7375706572207365637265742070617373776f7264',
  'PasswordPassword1234PasswordPassword',
  'admin123admin456admin789admin000admin',
])('%s is one', (value) => expect(isPlaceholder(value)).toBe(true))

test.each([
  'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  'tundra-goblet-vivid-napkin-ocelot-quartz-mimic',
  'J7#pQ!v2Lz9@tXw4Rk8$mNc6Yb1&eHd3',
])('%s is not a placeholder', (value) => expect(isPlaceholder(value)).toBe(false))

test('generated secrets are not placeholders', () => {
  for (let round = 0; round < 200; round += 1)
    for (const encoding of ['base64', 'base64url', 'hex'] as const)
      expect(isPlaceholder(randomBytes(32).toString(encoding))).toBe(false)
})
