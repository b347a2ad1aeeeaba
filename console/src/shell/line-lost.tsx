import { Group, Loader, Text } from '@mantine/core'
import { useCell } from '../data/cell.ts'
import { isLineLost } from '../data/keep-current.ts'
import { useWords } from '../words/words.tsx'
import classes from './shell.module.css'

/** Says that what is on the screen may be old, for as long as that is so. */
export function LineLost() {
  const { general } = useWords()
  const isLost = useCell(isLineLost)
  return (
    <div role="status">
      {isLost && (
        <Group className={classes.lost} gap="xs" justify="center">
          <Loader size={14} color="currentColor" />
          <Text size="sm">{general.lineLost}</Text>
        </Group>
      )}
    </div>
  )
}
