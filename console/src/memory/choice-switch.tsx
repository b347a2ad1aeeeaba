import { Switch } from '@mantine/core'
import { client } from '../console-client.ts'
import { change } from '../data/cache.ts'
import { memoryChoice } from '../data/memory-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useMemoryWords } from '../words/memory/memory-words.ts'

/** Whether agents may remember one at all. It moves at once, and back when the server did not take it. */
export function ChoiceSwitch({ isDisabled }: { isDisabled: boolean }) {
  const words = useMemoryWords()
  const { memory } = words
  const { value } = useResource(memoryChoice)
  const choose = async (remembers: boolean) => {
    change(memoryChoice, (held) => ({ ...held, remembers }))
    try {
      await client.memory.choose(remembers)
    } catch (error) {
      change(memoryChoice, (held) => ({ ...held, remembers: !remembers }))
      toast({ text: faultSentence(error, words), isFailure: true })
    }
  }
  return (
    <Switch
      label={memory.allow}
      description={memory.allowHint}
      checked={value?.remembers ?? false}
      disabled={isDisabled || value === undefined}
      onChange={(event) => void choose(event.currentTarget.checked)}
    />
  )
}
