import type { FastifyInstance } from 'fastify'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { applySuggestion, dismissSuggestion } from '#features/adaptation/index.ts'
import type { Application } from '#kernel/application.ts'
import type { ElevatedScope } from '../kit/elevate-scope.ts'
import { readBody } from './body.ts'
import { type Caller, enterCaller, elevateToRead, elevateToWrite } from './caller.ts'
import { changeOwnAgent, listOwnAgents, provideDefault } from './keep-agents.ts'
import { readField } from './old-page.ts'
import { numberOf, requireOwn } from './old-page-sessions.ts'
import { readAll } from './reading.ts'
import { Refusal } from './refusal.ts'
import { numbersIn, openSession } from './sessions.ts'
import { findSuggestion } from './suggestions.ts'
import { actionOf, isFirst, isRead, lastActivityAt, type Session, saidAt, wordsOf } from './translate.ts'

const SESSION = '/api/sessions/:id(^\\d+$)'
const MINUTE_MS = 60_000

/** The polls of the old page: whether the agent would write first, has written, or should change. */
export function oldPageLifeRoutes(http: FastifyInstance, app: Application) {
  activityRoutes(http, app)
  personalityRoutes(http, app)
}

function activityRoutes(http: FastifyInstance, app: Application) {
  http.get(`${SESSION}/inactivity`, async (request) => {
    const caller = await enterCaller(app, request)
    const session = await openSession(caller, await requireOwn(caller, request))
    const unread = session.messages.filter((message) => !isRead(message, session.readSeq)).length
    const last = lastActivityAt(session)
    const wait = (reason: string) => ({ action: 'wait', reason, suggested_message: null })
    return {
      session_id: await numberOf(caller, session.conversation),
      ...wait(await waitingFor(caller, session, { isActive: last !== null, unread })),
      ...(unread > 0 && { unread_count: unread }),
      minutes_inactive:
        last === null ? 0 : Math.max(0, Math.floor((Date.now() - Date.parse(last)) / MINUTE_MS)),
    }
  })

  http.get(`${SESSION}/new-messages`, async (request) => {
    const caller = await enterCaller(app, request)
    const session = await openSession(caller, await requireOwn(caller, request))
    const firsts = session.messages.filter((message) => isFirst(message) && !isRead(message, session.readSeq))
    const numbers = await numbersIn(caller, [session])
    return {
      session_id: numbers.session(session.conversation.id),
      has_new_messages: firsts.length > 0,
      new_messages: firsts.map((message) => ({
        id: numbers.message(message.id),
        message: wordsOf(message),
        is_read: false,
        timestamp: saidAt(message),
        action: actionOf(session.spoken[message.id]),
        reason: session.spoken[message.id]?.reason ?? '',
      })),
    }
  })

  http.post(`${SESSION}/acknowledge-messages`, async (request) => {
    const caller = await enterCaller(app, request)
    const session = await requireOwn(caller, request)
    await readAll(caller, session)
    return { success: true, session_id: await numberOf(caller, session) }
  })
}

function personalityRoutes(http: FastifyInstance, app: Application) {
  http.get(`${SESSION}/personality-suggestion`, async (request) => {
    const caller = await enterCaller(app, request)
    const session = await requireOwn(caller, request)
    const suggestion = await findSuggestion(caller, session)
    return {
      session_id: await numberOf(caller, session),
      has_suggestion: suggestion !== null,
      suggestion: suggestion && {
        should_update: true,
        reason: suggestion.reason,
        suggested_personality: suggestion.instructions,
        confidence: suggestion.confidence,
      },
    }
  })

  http.post(`${SESSION}/personality-update`, async (request) => {
    const caller = await enterCaller(app, request)
    const elevated = elevateToWrite(caller)
    const session = await requireOwn(caller, request)
    const personality = readField(await readBody(request), 'suggested_personality').trim()
    return {
      success: true,
      personality_prompt: await takePersonality(caller, elevated, session, personality),
      session_id: await numberOf(caller, session),
    }
  })

  http.post(`${SESSION}/personality-dismiss`, async (request) => {
    const caller = await enterCaller(app, request)
    const elevated = elevateToWrite(caller)
    const session = await requireOwn(caller, request)
    const suggestion = await findSuggestion(caller, session)
    if (suggestion) await dismissSuggestion(elevated, { suggestionId: suggestion.id })
    return { success: true, session_id: await numberOf(caller, session) }
  })

  http.post('/api/personality/update', async (request) => {
    const caller = await enterCaller(app, request)
    const elevated = elevateToWrite(caller)
    const personality = readField(await readBody(request), 'personality_prompt').trim()
    const { memberId } = caller
    const agentId = await ownAgentOf(caller, elevated, null)
    const { agent } = await changeOwnAgent(elevated, { memberId, agentId, personality })
    return { success: true, personality_prompt: agent.instructions }
  })

  http.get('/api/personality/get', async (request) => {
    const caller = await enterCaller(app, request)
    const { agent } = await provideDefault(elevateToRead(caller), { memberId: caller.memberId })
    return { personality_prompt: agent.instructions }
  })
}

const UNREAD = 'There are messages that were not read yet.'
const NOT_PROACTIVE = 'This agent does not speak first: its proactive_behavior is not set.'

/** Why nothing is suggested: an agent that writes first does so by itself, and that arrives as a new message. */
async function waitingFor(
  caller: Caller,
  { conversation, agentName }: Session,
  { isActive, unread }: { isActive: boolean; unread: number },
): Promise<string> {
  if (!isActive) return 'No activity yet.'
  if (unread > 0) return UNREAD
  const own = await listOwnAgents(elevateToRead(caller), { memberId: caller.memberId })
  const settings = own.find(({ agent }) => agent.id === conversation.agentId)?.agent.proactiveMessages
  if (!settings?.speaksFirst) return NOT_PROACTIVE
  return `${agentName ?? 'The agent'} thinks of speaking first once it was quiet for ${settings.afterMinutes} minutes.`
}

/** Applies the session's suggestion, as it is or edited; without a suggestion, the person's own text. */
async function takePersonality(
  caller: Caller,
  elevated: ElevatedScope,
  session: Conversation,
  edited: string,
): Promise<string> {
  const { memberId } = caller
  const suggestion = await findSuggestion(caller, session)
  if (suggestion) {
    const instructions = edited === '' ? {} : { instructions: edited }
    return (await applySuggestion(elevated, { suggestionId: suggestion.id, ...instructions })).instructions
  }
  if (edited === '') throw new Refusal(400, { error: 'No personality suggestion provided.' })
  const agentId = await ownAgentOf(caller, elevated, session.agentId)
  const { agent } = await changeOwnAgent(elevated, { memberId, agentId, personality: edited })
  return agent.instructions
}

/** The session's agent if it is the caller's own; otherwise the default agent. */
async function ownAgentOf(
  { memberId }: Caller,
  elevated: ElevatedScope,
  agentId: string | null,
): Promise<string> {
  const own = agentId === null ? [] : await listOwnAgents(elevated, { memberId })
  if (own.some(({ agent }) => agent.id === agentId) && agentId !== null) return agentId
  return (await provideDefault(elevated, { memberId })).agent.id
}
