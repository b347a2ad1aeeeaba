import * as agents from '#features/agents/index.ts'
import * as canned from '#features/canned/index.ts'
import * as chat from '#features/chat/index.ts'
import * as copilot from '#features/copilot/index.ts'
import * as handoff from '#features/handoff/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/inbox/conversations/:conversationId'

/** The inbox, where people take over from agents. */
export const inboxRoutes: readonly Route[] = [
  route('GET', '/v1/inbox/conversations', handoff.listInbox, 'List the conversations of an inbox view'),
  route(
    'POST',
    '/v1/inbox/browse',
    handoff.browseInbox,
    'List all that came to the inbox, by numbered pages',
  ),
  route('GET', '/v1/inbox/counts', handoff.countInbox, 'Count the conversations of each view'),
  route('GET', '/v1/inbox/figures', handoff.readFigures, 'Read how much came to the inbox in a period'),
  route('GET', one, handoff.readInboxConversation, 'Read a conversation with its inbox state'),
  route('GET', `${one}/entries`, handoff.listEntries, 'List notes, late drafts and who had a conversation'),
  route('POST', `${one}/take`, handoff.takeConversation, 'Take a conversation from an agent or the queue'),
  route(
    'POST',
    `${one}/assign`,
    handoff.assignConversation,
    'Give a conversation to a member, or to the queue',
  ),
  making(`${one}/messages`, handoff.answerVisitor, 'Answer a person'),
  route('PATCH', one, handoff.changeInboxConversation, 'Open, snooze or resolve; set priority and labels'),
  making(`${one}/notes`, handoff.addNote, 'Note what only operators read'),
  route('DELETE', '/v1/inbox/entries/:entryId', handoff.deleteEntry, 'Delete a note or a late draft'),
  route('GET', '/v1/inbox/members', handoff.listInboxMembers, 'List who answers people, and who is there'),
  route('PATCH', '/v1/inbox/presence', handoff.setAway, 'Say that one is away, or back'),
  route('PATCH', '/v1/agents/:agentId/handoff', agents.setAgentHandoff, 'Set when an agent gets a person'),
  route('POST', `${one}/summary`, copilot.redoSummary, 'Sum a conversation up anew'),
  route('POST', `${one}/translate`, copilot.translateAnswer, 'Put an answer into the language of its reader'),
  route(
    'POST',
    '/v1/inbox/messages/:messageId/translate',
    copilot.translateMessage,
    'Read a message in another language',
  ),
  route('GET', '/v1/canned-replies', canned.listCannedReplies, 'List or search the canned replies'),
  making('/v1/canned-replies', canned.addCannedReply, 'Keep a text to answer with again'),
  route('PATCH', '/v1/canned-replies/:cannedReplyId', canned.changeCannedReply, 'Change a canned reply'),
  route('DELETE', '/v1/canned-replies/:cannedReplyId', canned.deleteCannedReply, 'Delete a canned reply'),
  route(
    'GET',
    `${one}/canned-replies/:cannedReplyId`,
    canned.fillCannedReply,
    'Read a canned reply with the names of a conversation filled in',
  ),
  route('GET', '/v1/macros', canned.listMacros, 'List the macros'),
  making('/v1/macros', canned.addMacro, 'Put several steps under one name'),
  route('PATCH', '/v1/macros/:macroId', canned.changeMacro, 'Change a macro'),
  route('DELETE', '/v1/macros/:macroId', canned.deleteMacro, 'Delete a macro'),
  route('POST', `${one}/macros/:macroId`, canned.runMacro, 'Do all the steps of a macro, or none'),
  route('POST', `${one}/return`, chat.returnToAgent, 'Give a conversation back to its agent'),
]
