import { ConversationRef } from '#contract/shapes/conversation.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { command } from '#kernel/use-case.ts'
import { titleWrite } from './title-job.ts'

/** Has a model find a title at once, beside the answer, for clients that look for it only as soon as that has ended. */
export const askForTitle = command({
  name: 'title.ask',
  permission: 'internal',
  input: ConversationRef,
  async run({ tx, scope, enqueue }, { conversationId }): Promise<void> {
    const { is_named: isNamed } = await requireVisible(tx, scope, conversationId)
    if (scope.app.settings.writesTitles && !isNamed) enqueue(titleWrite, { conversationId })
  },
})
