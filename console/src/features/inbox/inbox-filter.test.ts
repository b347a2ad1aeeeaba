import { expect, test } from 'vitest'
import { inboxEnd, inboxFilterIn, states, views } from './inbox-filter.ts'

test('every view and state has an address that leads back to it', () => {
  for (const view of views)
    for (const state of states)
      expect(inboxFilterIn(new URL(`http://parley.test/inbox${inboxEnd({ view, state })}`))).toEqual({
        view,
        state,
      })
})

test('it includes the team, the member and the search words', () => {
  const filter = { view: 'all', state: 'open', teamId: 't', memberId: 'm', search: '退款 & more' } as const
  const end = inboxEnd(filter, { message: 'x' })
  expect(inboxFilterIn(new URL(`http://parley.test/inbox${end}`))).toEqual(filter)
  expect(end).toContain('message=x')
})

test('unknown values in the address fall back to all open conversations', () => {
  expect(inboxFilterIn(new URL('http://parley.test/inbox?view=none&state=?'))).toEqual({
    view: 'all',
    state: 'open',
  })
})
