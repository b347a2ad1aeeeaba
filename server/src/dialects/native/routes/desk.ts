import * as agents from '#features/agents/index.ts'
import * as chat from '#features/chat/index.ts'
import * as handoff from '#features/handoff/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/desk/conversations/:conversationId'

/** The desk, where people take over from agents. */
export const deskRoutes: readonly Route[] = [
  route('GET', '/v1/desk/conversations', handoff.listDesk, 'List the conversations of a tab of the desk'),
  route('GET', '/v1/desk/counts', handoff.countDesk, 'Count the conversations of each tab'),
  route('GET', '/v1/desk/figures', handoff.readFigures, 'Read how much came to the desk in a period'),
  route('GET', one, handoff.readDesk, 'Read how the desk keeps a conversation'),
  route('GET', `${one}/entries`, handoff.listEntries, 'List notes, late drafts and who had a conversation'),
  route('POST', `${one}/take`, handoff.takeConversation, 'Take a conversation from an agent or the queue'),
  route(
    'POST',
    `${one}/assign`,
    handoff.assignConversation,
    'Give a conversation to a member, or to the queue',
  ),
  making(`${one}/messages`, handoff.answerVisitor, 'Answer a person'),
  route('PATCH', one, handoff.changeDesk, 'Open, snooze or resolve; set priority and labels'),
  making(`${one}/notes`, handoff.addNote, 'Note what only the desk reads'),
  route('DELETE', '/v1/desk/entries/:entryId', handoff.deleteEntry, 'Delete a note or a late draft'),
  route('GET', '/v1/desk/members', handoff.listDeskMembers, 'List who answers people, and who is there'),
  route('PATCH', '/v1/desk/presence', handoff.setAway, 'Say that one is away, or back'),
  route('PATCH', '/v1/agents/:agentId/handoff', agents.setAgentHandoff, 'Set when an agent gets a person'),
  route('POST', `${one}/return`, chat.returnToAgent, 'Give a conversation back to its agent'),
]
