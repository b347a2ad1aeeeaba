import { Autocomplete } from '@mantine/core'
import { useMessages } from '../../../messages/messages.tsx'

interface ToneFieldProps {
  value: string
  onChange: (tone: string) => void
}

/** How the agent sounds: some words to choose from, or one's own. */
export function ToneField({ value, onChange }: ToneFieldProps) {
  const { agents } = useMessages()
  return (
    <Autocomplete
      label={agents.tone}
      description={agents.toneHint}
      placeholder={agents.toneExample(agents.tones[0] ?? '')}
      data={[...agents.tones]}
      // All of them, whatever stands there: they are there to be chosen from.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      maxLength={200}
      dir="auto"
    />
  )
}
