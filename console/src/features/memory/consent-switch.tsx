import { Switch } from '@mantine/core'
import { client } from '../../data/console-client.ts'
import { change } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { toast } from '../../ui/toasts.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMemoryMessages } from '../../messages/memory/memory-messages.ts'

/** Whether agents may remember one at all. It moves at once, and back when the server did not take it. */
export function ConsentSwitch({ isDisabled }: { isDisabled: boolean }) {
  const t = useMemoryMessages()
  const { memory } = t
  const { value } = useResource(resource('memory.consent'))
  const setConsent = async (remembers: boolean) => {
    change(resource('memory.consent'), (held) => ({ ...held, remembers }))
    try {
      await client.memory.setConsent({ remembers })
    } catch (error) {
      change(resource('memory.consent'), (held) => ({ ...held, remembers: !remembers }))
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  return (
    <Switch
      label={memory.allow}
      description={memory.allowHint}
      checked={value?.remembers ?? false}
      disabled={isDisabled || value === undefined}
      onChange={(event) => void setConsent(event.currentTarget.checked)}
    />
  )
}
