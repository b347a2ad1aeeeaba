import { refresh } from '../../data/cache.ts'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'

/** Does something to the tests of a source, says what went wrong, and fetches them anew. */
export function useActing(sourceId: string) {
  const words = useWords()
  return (work: Promise<unknown>): Promise<boolean> =>
    work
      .then(
        () => true,
        (error: unknown) => {
          toast({ text: faultSentence(error, words), isFailure: true })
          return false
        },
      )
      .finally(() => {
        refresh(`test-questions/${sourceId}`)
        refresh(`test-runs/${sourceId}`)
        refresh(`source/${sourceId}`)
      })
}
