import { invalidate } from '../../../data/cache.ts'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'

/** Does something to the tests of a knowledge base, says what went wrong, and fetches them anew. */
export function useActing(knowledgeBaseId: string) {
  const t = useMessages()
  return (work: Promise<unknown>): Promise<boolean> =>
    work
      .then(
        () => true,
        (error: unknown) => {
          toast({ text: faultSentence(error, t), isFailure: true })
          return false
        },
      )
      .finally(() => {
        invalidate('test-case', { knowledgeBaseId })
        invalidate('evaluation-run', { knowledgeBaseId })
        invalidate('knowledge-base', { knowledgeBaseId })
      })
}
