import { Button } from '@mantine/core'
import { IconButton } from '../look/icon-button.tsx'
import { ArrowDownIcon } from '../look/icons.tsx'
import { useWords } from '../words/words.tsx'
import classes from './chat.module.css'

interface ToEndButtonProps {
  /** How many messages came since the reader was at the end. */
  unread: number
  onClick: () => void
}

export function ToEndButton({ unread, onClick }: ToEndButtonProps) {
  const { conversations } = useWords()
  return (
    <div className={classes.latest}>
      {unread > 0 ? (
        <Button
          size="xs"
          radius="xl"
          variant="default"
          leftSection={<ArrowDownIcon size={16} />}
          onClick={onClick}
          aria-label={`${conversations.toLatest}: ${conversations.unread(unread)}`}
        >
          {conversations.unread(unread)}
        </Button>
      ) : (
        <IconButton
          label={conversations.toLatest}
          icon={ArrowDownIcon}
          variant="default"
          radius="xl"
          onClick={onClick}
        />
      )}
    </div>
  )
}
