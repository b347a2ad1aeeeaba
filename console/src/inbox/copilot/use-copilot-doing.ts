import { ApiError, copilotCalls } from '#client/index.ts'
import { client } from '../../console-client.ts'
import { toast } from '../../look/toasts.ts'
import { useCopilotWords } from '../../words/copilot/copilot-words.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'

export const copilot = copilotCalls(client.transport)

/** Has a model do something; where that fails it is said why. False then. */
export function useCopilotDoing() {
  const words = useWords()
  const { noModel } = useCopilotWords()
  const sentence = (error: unknown): string =>
    error instanceof ApiError && error.reason === 'no-model' ? noModel : faultSentence(error, words)
  return async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act()
      return true
    } catch (error) {
      toast({ text: sentence(error), isFailure: true })
      return false
    }
  }
}
