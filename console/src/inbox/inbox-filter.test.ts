import { expect, test } from 'vitest'
import { inboxEnd, inboxFilterIn, states, tabs } from './inbox-filter.ts'

test('every tab and state has an address that leads back to it', () => {
  for (const tab of tabs)
    for (const state of states)
      expect(inboxFilterIn(new URL(`http://parley.test/inbox${inboxEnd({ tab, state })}`))).toEqual({
        tab,
        state,
      })
})

test('a team, a member and what is looked for stand in it too', () => {
  const filter = { tab: 'all', state: 'open', teamId: 't', memberId: 'm', search: '退款 & more' } as const
  const end = inboxEnd(filter, { message: 'x' })
  expect(inboxFilterIn(new URL(`http://parley.test/inbox${end}`))).toEqual(filter)
  expect(end).toContain('message=x')
})

test('an address that names nothing that exists shows what is to be done', () => {
  expect(inboxFilterIn(new URL('http://parley.test/inbox?tab=none&state=?'))).toEqual({
    tab: 'all',
    state: 'open',
  })
})
