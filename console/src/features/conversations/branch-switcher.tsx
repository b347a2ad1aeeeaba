import type { Message } from '#contract/shapes/conversation.ts'
import { client } from '../../data/console-client.ts'
import { messagesOf } from './messages.ts'
import { refresh } from '../../data/cache.ts'
import { LeftIcon, RightIcon } from '../../ui/icons.tsx'
import { SmallButton } from '../../ui/small-button.tsx'
import { toast } from '../../ui/toasts.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { moveFocusTo } from './moved-focus.ts'
import classes from './message.module.css'

/** Goes between a message and those that stand beside it. */
export function BranchSwitcher({ message }: { message: Message }) {
  const t = useMessages()
  const { id, siblingIds, conversationId } = message
  const at = siblingIds.indexOf(id)
  if (siblingIds.length < 2 || at < 0) return null
  const show = async (headMessageId: string) => {
    try {
      await client.conversations.change(conversationId, { headMessageId })
      moveFocusTo(headMessageId)
      refresh(messagesOf(conversationId))
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  const step = (index: number, label: string, icon: typeof LeftIcon) => {
    const sibling = siblingIds[index]
    return (
      <SmallButton
        label={label}
        icon={icon}
        isDisabled={sibling === undefined}
        onClick={() => sibling && void show(sibling)}
      />
    )
  }
  return (
    <div className={classes.branches} role="group" aria-label={t.message.branchOf(at + 1, siblingIds.length)}>
      {step(at - 1, t.message.earlier, LeftIcon)}
      <span aria-hidden="true">
        {at + 1}/{siblingIds.length}
      </span>
      {step(at + 1, t.message.later, RightIcon)}
    </div>
  )
}
