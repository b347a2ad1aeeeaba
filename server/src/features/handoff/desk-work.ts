import { z } from 'zod'
import { id, Instant } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Something happened to a conversation at the desk; whoever spreads work looks at it. */
export const deskMoved = jobKind({
  name: 'desk.moved',
  input: z.strictObject({
    conversationId: id('conversation'),
    what: z
      .enum(['handed', 'kept', 'said', 'answered'])
      .describe('`kept`: its state or labels; `said`: by its owner; `answered`: by a member.'),
    at: Instant.describe('By the clock that decides what is due.'),
  }),
  triesMax: 8,
})

/** A member came to the desk, left it, or is away; whoever spreads work looks who is there. */
export const staffingChanged = jobKind({
  name: 'desk.staffing-changed',
  input: z.strictObject({ memberId: id('member'), at: Instant }),
  triesMax: 8,
})

/** A conversation was resolved; whoever wants to know how it went asks. */
export const deskResolved = jobKind({
  name: 'desk.resolved',
  input: z.strictObject({
    conversationId: id('conversation'),
    wasWithPeople: z.boolean().describe('Whether a member had it, or it waited for one.'),
    memberId: id('member').nullable().describe('Who had it.'),
    at: Instant,
  }),
  triesMax: 8,
})
