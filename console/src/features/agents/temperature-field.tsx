import { Input, Slider, Stack, Switch } from '@mantine/core'
import { useMessages } from '../../messages/messages.tsx'

interface TemperatureFieldProps {
  value: number | null
  onChange: (temperature: number | null) => void
}

const USUAL = 0.7
const marks = [0, 0.5, 1, 1.5, 2].map((value) => ({ value, label: String(value) }))

/** How varied answers are; left to the model unless somebody cares. */
export function TemperatureField({ value, onChange }: TemperatureFieldProps) {
  const { agents } = useMessages()
  return (
    <Input.Wrapper label={agents.temperature} description={agents.temperatureHint} labelElement="div">
      <Stack mt="xs" gap="md">
        <Switch
          label={agents.temperatureOwn}
          checked={value === null}
          onChange={(event) => onChange(event.currentTarget.checked ? null : USUAL)}
        />
        {value !== null && (
          <Slider
            thumbLabel={agents.temperature}
            value={value}
            onChange={onChange}
            min={0}
            max={2}
            step={0.1}
            marks={marks}
            mb="lg"
            label={(shown) => shown.toFixed(1)}
          />
        )}
      </Stack>
    </Input.Wrapper>
  )
}
