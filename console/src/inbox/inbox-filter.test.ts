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

test('an address that names nothing that exists shows what is to be done', () => {
  expect(inboxFilterIn(new URL('http://parley.test/inbox?tab=none&state=?'))).toEqual({
    tab: 'all',
    state: 'open',
  })
})
