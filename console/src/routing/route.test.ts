import { expect, test } from 'vitest'
import { routeOf, to } from './route.ts'

test.each([
  [to.inbox, { name: 'inbox' }],
  [to.inboxConversation('c1'), { name: 'inbox-conversation', conversationId: 'c1' }],
  [to.conversations, { name: 'conversations' }],
  [to.newConversation(), { name: 'new-conversation' }],
  [to.conversation('c1'), { name: 'conversation', conversationId: 'c1' }],
  [to.knowledge, { name: 'knowledge' }],
  [to.knowledgeBase('s1'), { name: 'knowledge-base', knowledgeBaseId: 's1' }],
  [to.tests('s1'), { name: 'tests', knowledgeBaseId: 's1' }],
  [to.unanswered, { name: 'unanswered' }],
  [to.searchDictionary, { name: 'search-dictionary' }],
  [to.document('d1'), { name: 'document', documentId: 'd1' }],
  [to.site('s1'), { name: 'site', siteId: 's1' }],
  [to.newAgent, { name: 'new-agent' }],
  [to.agent('a1'), { name: 'agent', agentId: 'a1', part: 'configuration' }],
  [to.agent('a1', 'versions'), { name: 'agent', agentId: 'a1', part: 'versions' }],
  ['/agents/a1/configuration', { name: 'not-found' }],
  [to.settings(), { name: 'settings', section: 'profile' }],
  [to.settings('api-keys'), { name: 'settings', section: 'api-keys' }],
  ['/settings/profile', { name: 'not-found' }],
  ['/', { name: 'home' }],
  ['/setup', { name: 'set-up' }],
  ['/settings/other', { name: 'not-found' }],
  ['/conversations/a/b', { name: 'not-found' }],
  ['/conversations/%E0%A4%A', { name: 'conversation', conversationId: '%E0%A4%A' }],
])('%s is a view', (address, route) => {
  expect(routeOf(address)).toEqual(route)
})
