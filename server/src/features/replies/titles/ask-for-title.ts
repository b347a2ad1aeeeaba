import { step } from '#kernel/step.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { titleWrite } from '../job-kinds.ts'

/** Has a model find a title at once, beside the answer, for clients that look for it only as soon as that has ended. */
export const askForTitle = step(
  async ({ tx, scope, enqueue }, { conversationId }: { conversationId: string }): Promise<void> => {
    const { is_named: isNamed } = await requireVisible(tx, scope, conversationId)
    if (scope.app.settings.writesTitles && !isNamed) enqueue(titleWrite, { conversationId })
  },
)
