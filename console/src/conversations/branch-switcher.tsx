import type { Message } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { LeftIcon, RightIcon } from '../look/icons.tsx'
import { SmallButton } from '../look/small-button.tsx'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { followWithFocus } from './focus-that-follows.ts'
import classes from './message.module.css'

/** Goes between a message and those that stand beside it. */
export function BranchSwitcher({ message }: { message: Message }) {
  const words = useWords()
  const { id, siblingIds, conversationId } = message
  const at = siblingIds.indexOf(id)
  if (siblingIds.length < 2 || at < 0) return null
  const show = async (headMessageId: string) => {
    try {
      await client.conversations.change(conversationId, { headMessageId })
      followWithFocus(headMessageId)
      refresh(`messages/${conversationId}`)
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
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
    <div
      className={classes.branches}
      role="group"
      aria-label={words.message.branchOf(at + 1, siblingIds.length)}
    >
      {step(at - 1, words.message.earlier, LeftIcon)}
      <span aria-hidden="true">
        {at + 1}/{siblingIds.length}
      </span>
      {step(at + 1, words.message.later, RightIcon)}
    </div>
  )
}
