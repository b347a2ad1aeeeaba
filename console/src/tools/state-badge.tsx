import { Badge } from '@mantine/core'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { useToolWords } from '../words/tools/tool-words.ts'

const looks = {
  new: { variant: 'default' },
  ready: { variant: 'light' },
  failing: { variant: 'filled', color: 'red' },
  suspended: { variant: 'default' },
} as const

export function StateBadge({ state }: Pick<ToolServer, 'state'>) {
  const { tools: said } = useToolWords()
  return (
    <Badge size="sm" {...looks[state]}>
      {said.states[state]}
    </Badge>
  )
}
