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

test('a team, a member and what is looked for stand in it too', () => {
  const filter = { view: 'all', state: 'open', teamId: 't', memberId: 'm', search: '退款 & more' } as const
  const end = inboxEnd(filter, { message: 'x' })
  expect(inboxFilterIn(new URL(`http://parley.test/inbox${end}`))).toEqual(filter)
  expect(end).toContain('message=x')
})

test('an address that names nothing that exists shows what is to be done', () => {
  expect(inboxFilterIn(new URL('http://parley.test/inbox?view=none&state=?'))).toEqual({
    view: 'all',
    state: 'open',
  })
})
