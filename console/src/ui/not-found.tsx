import { Button } from '@mantine/core'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useMessages } from '../messages/messages.tsx'
import { EmptyState } from './empty-state.tsx'
import { SearchIcon } from './icons.tsx'

/** Shown for an address that does not exist. */
export function NotFound() {
  const { general } = useMessages()
  return (
    <EmptyState icon={SearchIcon} title={general.notFound} hint={general.notFoundHint} isWhole>
      <Button component={Link} href={to.conversations} variant="default">
        {general.toStart}
      </Button>
    </EmptyState>
  )
}
