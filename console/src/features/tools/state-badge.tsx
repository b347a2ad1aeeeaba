import { Badge } from '@mantine/core'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'

const looks = {
  new: { variant: 'default' },
  ready: { variant: 'light' },
  failing: { variant: 'filled', color: 'red' },
  suspended: { variant: 'default' },
} as const

export function StateBadge({ state }: Pick<ToolServer, 'state'>) {
  const { tools: t } = useToolMessages()
  return (
    <Badge size="sm" {...looks[state]}>
      {t.states[state]}
    </Badge>
  )
}
