import { ApiError, copilotCalls } from '#client/index.ts'
import { client } from '../../console-client.ts'
import { toast } from '../../look/toasts.ts'
import { useCopilotWords } from '../../words/copilot/copilot-words.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'

export const copilot = copilotCalls(client.transport)

/** How the server begins to say that there is no model, which is told in the reader's language. */
const NO_MODEL = 'No language model'

/** Has a model do something; where that fails it is said why. False then. */
export function useCopilotDoing() {
  const words = useWords()
  const { noModel } = useCopilotWords()
  const sentence = (error: unknown): string => {
    if (!(error instanceof ApiError) || error.code !== 'precondition_failed')
      return faultSentence(error, words)
    return error.message.startsWith(NO_MODEL) ? noModel : error.message
  }
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
