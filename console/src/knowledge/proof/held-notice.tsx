import { Button, Group, Text } from '@mantine/core'
import type { Source } from '#contract/shapes/knowledge.ts'
import type { TestRun } from '#contract/shapes/proof.ts'
import { client } from '../../console-client.ts'
import type { ProofWords } from '../../words/proof/en.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'
import { Notice } from './notice.tsx'
import { useActing } from './use-acting.ts'

interface HeldNoticeProps {
  source: Source
  /** The newest first. */
  runs: readonly TestRun[]
  mayWrite: boolean
}

/** Says that a change is held back, or has made the source worse, and lets somebody decide. */
export function HeldNotice({ source, runs, mayWrite }: HeldNoticeProps) {
  const { proof } = useProofWords()
  const act = useActing(source.id)
  const [latest] = runs
  const judge = (decision: 'accepted' | 'rejected') =>
    latest && void act(client.proof.judge(latest.id, decision))
  if (source.heldCount > 0)
    return (
      <Notice title={proof.heldTitle(source.heldCount)}>
        <Text size="sm">{reasonIn(latest, proof)}</Text>
        {mayWrite && latest?.verdict === 'held' && (
          <Group mt="sm" gap="xs">
            <Button size="xs" variant="default" onClick={() => judge('accepted')}>
              {proof.accept}
            </Button>
            <Button size="xs" variant="default" onClick={() => judge('rejected')}>
              {proof.reject}
            </Button>
          </Group>
        )}
      </Notice>
    )
  if (latest?.verdict !== 'worse') return null
  return (
    <Notice title={proof.verdicts.worse}>
      <Text size="sm">{proof.worse}</Text>
      {mayWrite && (
        <Button size="xs" variant="default" mt="sm" onClick={() => judge('accepted')}>
          {proof.takeIt}
        </Button>
      )}
    </Notice>
  )
}

const reasonIn = (latest: TestRun | undefined, proof: ProofWords): string => {
  if (latest?.verdict === 'held') return proof.held
  return latest?.verdict === 'failed' ? proof.heldFailed : proof.heldWaiting
}
