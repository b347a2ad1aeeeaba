import { Badge } from '@mantine/core'
import type { Team } from '#contract/shapes/team.ts'
import { useTeamMessages } from '../../messages/teams/team-messages.ts'
import { useLocale } from '../../messages/messages.tsx'

/** Whether a team is open at this hour, or when it will be. Nothing of one that always is. */
export function OpeningBadge({ team: { hours, isOpen, opensAt } }: { team: Team }) {
  const t = useTeamMessages()
  const { locale } = useLocale()
  if (hours === null) return null
  const when =
    opensAt &&
    new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(
      new Date(opensAt),
    )
  return (
    <Badge variant="default">
      {isOpen ? t.isOpen : when ? `${t.isClosed} · ${t.opens(when)}` : t.isClosed}
    </Badge>
  )
}
