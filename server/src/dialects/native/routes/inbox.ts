import * as agents from '#features/agents/index.ts'
import * as canned from '#features/canned/index.ts'
import * as chat from '#features/chat/index.ts'
import * as copilot from '#features/copilot/index.ts'
import * as handoff from '#features/handoff/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/inbox/conversations/:conversationId'

/** The inbox, where operators take over from agents. */
export const inboxRoutes: readonly Route[] = [
  route('GET', '/v1/inbox/conversations', handoff.listInbox, 'List the conversations of an inbox view'),
  route('POST', '/v1/inbox/browse', handoff.browseInbox, 'List all inbox conversations by page number'),
  route('GET', '/v1/inbox/counts', handoff.countInbox, 'Count the conversations in each inbox view'),
  route('GET', '/v1/inbox/figures', handoff.readFigures, 'Read inbox statistics for a period'),
  route('GET', one, handoff.readInboxConversation, 'Read an inbox conversation'),
  route(
    'GET',
    `${one}/entries`,
    handoff.listEntries,
    'List the notes, late drafts and assignments of a conversation',
  ),
  route('POST', `${one}/take`, handoff.takeConversation, 'Take a conversation from an agent or the queue'),
  route(
    'POST',
    `${one}/assign`,
    handoff.assignConversation,
    'Assign a conversation to a member, or return it to the queue',
  ),
  making(`${one}/messages`, handoff.answerVisitor, 'Send an answer as an operator'),
  route(
    'PATCH',
    one,
    handoff.changeInboxConversation,
    'Change the state, priority or labels of a conversation',
  ),
  making(`${one}/notes`, handoff.addNote, 'Add a note that only operators see'),
  route('DELETE', '/v1/inbox/entries/:entryId', handoff.deleteEntry, 'Delete a note or a late draft'),
  route('GET', '/v1/inbox/members', handoff.listInboxMembers, 'List operators and their presence'),
  route('PATCH', '/v1/inbox/presence', handoff.setAway, 'Set yourself away or available'),
  route(
    'PATCH',
    '/v1/agents/:agentId/handoff',
    agents.setAgentHandoff,
    'Set when an agent hands off to a person',
  ),
  route('POST', `${one}/summary`, copilot.redoSummary, 'Regenerate the summary of a conversation'),
  route(
    'POST',
    `${one}/translate`,
    copilot.translateAnswer,
    'Translate an answer into the language of its reader',
  ),
  route('POST', '/v1/inbox/messages/:messageId/translate', copilot.translateMessage, 'Translate a message'),
  route('GET', '/v1/canned-replies', canned.listCannedReplies, 'List or search canned replies'),
  making('/v1/canned-replies', canned.addCannedReply, 'Add a canned reply'),
  route('PATCH', '/v1/canned-replies/:cannedReplyId', canned.changeCannedReply, 'Change a canned reply'),
  route('DELETE', '/v1/canned-replies/:cannedReplyId', canned.deleteCannedReply, 'Delete a canned reply'),
  route(
    'GET',
    `${one}/canned-replies/:cannedReplyId`,
    canned.fillCannedReply,
    'Read a canned reply with its placeholders filled in for a conversation',
  ),
  route('GET', '/v1/macros', canned.listMacros, 'List macros'),
  making('/v1/macros', canned.addMacro, 'Add a macro'),
  route('PATCH', '/v1/macros/:macroId', canned.changeMacro, 'Change a macro'),
  route('DELETE', '/v1/macros/:macroId', canned.deleteMacro, 'Delete a macro'),
  route(
    'POST',
    `${one}/macros/:macroId`,
    canned.runMacro,
    'Run a macro on a conversation: all of its steps, or none',
  ),
  route('POST', `${one}/return`, chat.returnToAgent, 'Return a conversation to its agent'),
]
