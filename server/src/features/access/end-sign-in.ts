import { SignInRef } from '#contract/shapes/people.ts'
import { notFound } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { endAndTell } from './close-sign-in.ts'

/** Signs oneself out on another device, at once. */
export const endSignIn = command({
  name: 'sign-in.end',
  permission: 'profile:write',
  input: SignInRef,
  async run(context, { signInId }) {
    const memberId = actorId(context.scope)
    const ended = await endAndTell(context, { memberId, only: signInId }, 'signed out from another device')
    if (ended === 0) throw notFound('sign-in')
  },
})
