import { ApiError } from '#client/index.ts'
import { toast } from '../../../ui/toasts.ts'
import { useCopilotMessages } from '../../../messages/copilot/copilot-messages.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'

/** Has a model do something; where that fails it is said why. False then. */
export function useCopilotAction() {
  const t = useMessages()
  const { noModel } = useCopilotMessages()
  const sentence = (error: unknown): string =>
    error instanceof ApiError && error.reason === 'no-model' ? noModel : faultSentence(error, t)
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
