import { expect, test } from 'vitest'
import { errorFields } from './error-fields.ts'

test('the log shows the kind of an error, and none of its attached data', () => {
  const request = { headers: { authorization: 'Bearer canary' } }
  const below = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(canary)' })
  const told = errorFields(Object.assign(new TypeError('fetch failed', { cause: below }), { request }))
  expect(told).toMatchObject({ type: 'TypeError', message: 'fetch failed', cause: { code: '23505' } })
  expect(JSON.stringify(told)).not.toContain('canary')
  expect(errorFields({ password: 'canary' })).toEqual({ type: 'object', message: expect.any(String) })
})

test('circular causes end', () => {
  const error = new Error('round')
  error.cause = error
  expect(JSON.stringify(errorFields(error)).split('"round"').length - 1).toBe(6)
})
