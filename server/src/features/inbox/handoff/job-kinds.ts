import { z } from 'zod'
import { id, Instant } from '#contract/ids.ts'
import { ConversationRef } from '#contract/shapes/conversation.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Something happened to an inbox conversation; work is distributed again. */
export const inboxActivity = jobKind({
  name: 'inbox.activity',
  input: z.strictObject({
    conversationId: id('conversation'),
    what: z
      .enum(['handed', 'kept', 'said', 'answered'])
      .describe('`kept`: its state or labels; `said`: by its owner; `answered`: by a member.'),
    at: Instant.describe('By the clock that decides what is due.'),
  }),
  triesMax: 8,
})

/** A member came online, went offline, or is away; work is distributed again. */
export const staffingChanged = jobKind({
  name: 'inbox.staffing-changed',
  input: z.strictObject({ memberId: id('member'), at: Instant }),
  triesMax: 8,
})

/** A conversation was resolved; a CSAT rating may be requested. */
export const conversationResolved = jobKind({
  name: 'inbox.conversation-resolved',
  input: z.strictObject({
    conversationId: id('conversation'),
    wasWithPeople: z.boolean().describe('Whether a member had it, or it waited for one.'),
    memberId: id('member').nullable().describe('Who had it.'),
    at: Instant,
  }),
  triesMax: 8,
})

/** Reopens a conversation whose snooze is over. */
export const inboxWake = jobKind({ name: 'inbox.wake', input: ConversationRef, triesMax: 5 })

/** Summarizes a conversation for the member who takes it over; implemented by `features/inbox/copilot`. */
export const inboxSumUp = jobKind({ name: 'inbox.sum-up', input: ConversationRef, triesMax: 3 })
