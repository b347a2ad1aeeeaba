import { Badge } from '@mantine/core'
import type { Team } from '#contract/shapes/team.ts'
import { useTeamWords } from '../words/teams/team-words.ts'
import { useSpeech } from '../words/words.tsx'

/** Whether a team's desk is open at this hour, or when it will be. Nothing of one that always is. */
export function OpeningBadge({ team: { hours, isOpen, opensAt } }: { team: Team }) {
  const words = useTeamWords()
  const { locale } = useSpeech()
  if (hours === null) return null
  const when =
    opensAt &&
    new Intl.DateTimeFormat(locale, { weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(
      new Date(opensAt),
    )
  return (
    <Badge variant="default">
      {isOpen ? words.isOpen : when ? `${words.isClosed} · ${words.opens(when)}` : words.isClosed}
    </Badge>
  )
}
