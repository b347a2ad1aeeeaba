import { Button, Group, Paper, Text } from '@mantine/core'
import { useStore } from '../data/store.ts'
import { useMessages } from '../messages/messages.tsx'
import { IconButton } from './icon-button.tsx'
import { CloseIcon } from './icons.tsx'
import classes from './toaster.module.css'
import { closeToast, toasts } from './toasts.ts'

/** Toasts in a corner. */
export function Toaster() {
  const { general } = useMessages()
  const shown = useStore(toasts)
  return (
    <div className={classes.corner} role="status" aria-live="polite">
      {shown.map(({ number, text, undo, isFailure }) => (
        <Paper
          key={number}
          className={classes.toast}
          data-failure={isFailure || undefined}
          shadow="lg"
          p="xs"
          pl="md"
        >
          <Group gap="xs" wrap="nowrap">
            <Text size="sm" className={classes.text}>
              {text}
            </Text>
            {undo && (
              <Button
                size="compact-sm"
                variant="white"
                onClick={() => {
                  undo()
                  closeToast(number)
                }}
              >
                {general.undo}
              </Button>
            )}
            <IconButton
              label={general.close}
              icon={CloseIcon}
              iconSize={14}
              size="sm"
              color="white"
              onClick={() => closeToast(number)}
            />
          </Group>
        </Paper>
      ))}
    </div>
  )
}
