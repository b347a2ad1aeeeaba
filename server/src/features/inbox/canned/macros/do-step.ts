import type { MacroStep } from '#contract/shapes/canned.ts'
import { returnToAgent } from '#features/messages/index.ts'
import {
  addNote,
  answerWithin,
  assignWithin,
  changeInboxConversation,
  labelsOf,
  takeWithin,
} from '#features/inbox/handoff/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { fillIn, type Names } from '../placeholders.ts'

const MINUTE_MS = 60_000

interface Doing {
  conversationId: string
  step: MacroStep
  names: Names
}

/** Does one step in the caller's transaction. Returns the replies that another process may still be showing. */
export async function doStep(
  context: CommandContext,
  { conversationId, step, names }: Doing,
): Promise<readonly string[]> {
  const { tx, scope } = context
  switch (step.do) {
    case 'answer': {
      const parts = [{ type: 'text' as const, text: fillIn(step.text, names) }]
      return (await answerWithin(context, { conversationId, parts })).elsewhere
    }
    case 'take':
      return (await takeWithin(context, { conversationId })).elsewhere
    case 'assign':
      return (await assignWithin(context, { conversationId, memberId: step.memberId })).elsewhere
    case 'note':
      await addNote.within(context, { conversationId, text: fillIn(step.text, names) })
      return []
    case 'return':
      await returnToAgent.within(context, { conversationId, answersNow: step.answersNow })
      return []
    case 'label': {
      const kept = (await labelsOf(tx, conversationId)).filter((label) => !step.remove.includes(label))
      await changeInboxConversation.within(context, {
        conversationId,
        labels: [...new Set([...kept, ...step.add])],
      })
      return []
    }
    case 'prioritise':
      await changeInboxConversation.within(context, { conversationId, priority: step.priority })
      return []
    case 'put':
      await changeInboxConversation.within(context, { conversationId, state: step.state })
      return []
    case 'snooze': {
      const snoozedUntil = new Date(scope.app.now().getTime() + step.minutes * MINUTE_MS).toISOString()
      await changeInboxConversation.within(context, { conversationId, state: 'snoozed', snoozedUntil })
      return []
    }
  }
}
