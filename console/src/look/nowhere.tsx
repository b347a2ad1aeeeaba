import { Button } from '@mantine/core'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useWords } from '../words/words.tsx'
import { Empty } from './empty.tsx'
import { SearchIcon } from './icons.tsx'

/** An address that leads nowhere. */
export function Nowhere() {
  const { general } = useWords()
  return (
    <Empty icon={SearchIcon} title={general.nowhere} hint={general.nowhereHint} isWhole>
      <Button component={Link} href={to.conversations} variant="default">
        {general.toStart}
      </Button>
    </Empty>
  )
}
