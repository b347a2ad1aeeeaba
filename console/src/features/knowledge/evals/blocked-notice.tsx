import { Button, Group, Text } from '@mantine/core'
import type { KnowledgeBase } from '#contract/shapes/knowledge.ts'
import type { EvaluationRun } from '#contract/shapes/evals.ts'
import { client } from '../../../data/console-client.ts'
import type { EvalsMessages } from '../../../messages/evals/en.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'
import { Notice } from './notice.tsx'
import { useActing } from './use-acting.ts'

interface BlockedNoticeProps {
  knowledgeBase: KnowledgeBase
  /** The newest first. */
  runs: readonly EvaluationRun[]
  mayWrite: boolean
}

/** Says that a change is blocked, or has made the knowledge base worse, and lets somebody decide. */
export function BlockedNotice({ knowledgeBase, runs, mayWrite }: BlockedNoticeProps) {
  const { evals } = useEvalsMessages()
  const act = useActing(knowledgeBase.id)
  const [latest] = runs
  const judge = (decision: 'accepted' | 'rejected') =>
    latest && void act(client.evals.judge(latest.id, { decision }))
  if (knowledgeBase.blockedCount > 0)
    return (
      <Notice title={evals.blockedTitle(knowledgeBase.blockedCount)}>
        <Text size="sm">{reasonIn(latest, evals)}</Text>
        {mayWrite && latest?.verdict === 'blocked' && (
          <Group mt="sm" gap="xs">
            <Button size="xs" variant="default" onClick={() => judge('accepted')}>
              {evals.accept}
            </Button>
            <Button size="xs" variant="default" onClick={() => judge('rejected')}>
              {evals.reject}
            </Button>
          </Group>
        )}
      </Notice>
    )
  if (latest?.verdict !== 'worse') return null
  return (
    <Notice title={evals.verdicts.worse}>
      <Text size="sm">{evals.worse}</Text>
      {mayWrite && (
        <Button size="xs" variant="default" mt="sm" onClick={() => judge('accepted')}>
          {evals.takeIt}
        </Button>
      )}
    </Notice>
  )
}

const reasonIn = (latest: EvaluationRun | undefined, evals: EvalsMessages): string => {
  if (latest?.verdict === 'blocked') return evals.blocked
  return latest?.verdict === 'failed' ? evals.blockedFailed : evals.blockedWaiting
}
