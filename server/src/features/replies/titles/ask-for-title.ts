import { step } from '#kernel/step.ts'
import { requireVisible } from '#features/conversations/index.ts'
import { titleWrite } from '../job-kinds.ts'

/**
 * Requests a title immediately, while the answer is written, for clients that only look for it right after the answer.
 */
export const askForTitle = step(
  async ({ tx, scope, enqueue }, { conversationId }: { conversationId: string }): Promise<void> => {
    const { is_named: isNamed } = await requireVisible(tx, scope, conversationId)
    if (scope.app.settings.writesTitles && !isNamed) enqueue(titleWrite, { conversationId })
  },
)
