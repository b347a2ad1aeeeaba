import { Radio, Stack } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import { useMessages } from '../../messages/messages.tsx'

type Policy = Agent['unsupportedClaims']

const policies: readonly Policy[] = ['show', 'flag', 'withhold', 'handoff']

interface UnsupportedClaimsFieldProps {
  value: Policy
  onChange: (policy: Policy) => void
}

/** What becomes of sentences that no source supports. */
export function UnsupportedClaimsField({ value, onChange }: UnsupportedClaimsFieldProps) {
  const { agents } = useMessages()
  return (
    <Radio.Group
      label={agents.claims}
      description={agents.claimsHint}
      value={value}
      onChange={(chosen) => onChange(chosen as Policy)}
    >
      <Stack gap="sm" mt="xs">
        {policies.map((policy) => (
          <Radio
            key={policy}
            value={policy}
            label={agents.claimNames[policy]}
            description={agents.claimHints[policy]}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
