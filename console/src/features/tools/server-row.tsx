import { Badge, Group, Text } from '@mantine/core'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import classes from '../../ui/settings.module.css'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'
import { StateBadge } from './state-badge.tsx'

export const addressOfServer = (id: string) => `${to.settings('tools')}?server=${id}`

/** One server in the list: where it is and how it does. */
export function ServerRow({ server }: { server: ToolServer }) {
  const { tools: t } = useToolMessages()
  const { id, name, title, state, waitingCount, toolCount } = server
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Group gap="xs">
          <Text fw={600} component={Link} href={addressOfServer(id)}>
            {name}
          </Text>
          <StateBadge state={state} />
          {waitingCount > 0 && (
            <Badge size="sm" variant="outline">
              {t.waiting(waitingCount)}
            </Badge>
          )}
        </Group>
        <Text size="sm" dir="ltr" ta="start">
          {server.url ?? t.kinds.program}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {[title, t.count(toolCount)].filter(Boolean).join(' · ')}
        </Text>
      </div>
    </li>
  )
}
