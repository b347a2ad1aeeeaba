import { SessionRef } from '#contract/shapes/people.ts'
import { notFound } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { endAndTell } from './close-session.ts'

/** Signs oneself out on another device, at once. */
export const endSession = command({
  name: 'session.end',
  permission: 'profile:write',
  input: SessionRef,
  async run(context, { sessionId }) {
    const memberId = actorId(context.scope)
    const ended = await endAndTell(context, { memberId, only: sessionId }, 'signed out from another device')
    if (ended === 0) throw notFound('session')
  },
})
