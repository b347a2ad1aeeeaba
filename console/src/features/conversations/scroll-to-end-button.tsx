import { Button } from '@mantine/core'
import { IconButton } from '../../ui/icon-button.tsx'
import { ArrowDownIcon } from '../../ui/icons.tsx'
import { useMessages } from '../../messages/messages.tsx'
import classes from './chat.module.css'

interface ScrollToEndButtonProps {
  /** How many messages came since the reader was at the end. */
  unread: number
  onClick: () => void
}

export function ScrollToEndButton({ unread, onClick }: ScrollToEndButtonProps) {
  const { conversations } = useMessages()
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
