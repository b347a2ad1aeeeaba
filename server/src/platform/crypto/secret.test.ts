import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from './secret.ts'

const VALUE = 'sk-0123456789'

test('a secret is revealed only on explicit request', () => {
  const secret = new Secret(VALUE)
  expect(secret.reveal()).toBe(VALUE)
  const printed = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true, depth: null }),
    format('%s %o %j', secret, secret, secret),
    Object.values(secret).join(),
    JSON.stringify(structuredClone(secret)),
  ].join('\n')
  expect(printed).not.toContain(VALUE)
  expect(printed).toContain('[secret]')
})
