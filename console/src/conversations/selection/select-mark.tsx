import { Checkbox } from '@mantine/core'
import classes from '../conversations-room.module.css'
import { toggle } from './selection.ts'

interface SelectMarkProps {
  id: string
  label: string
  isChosen: boolean
}

/** Chooses a conversation; with Shift, all from the one before to it. */
export const SelectMark = ({ id, label, isChosen }: SelectMarkProps) => (
  <Checkbox
    className={classes.select ?? ''}
    size="md"
    aria-label={label}
    checked={isChosen}
    onChange={(event) => toggle(id, (event.nativeEvent as MouseEvent).shiftKey === true)}
  />
)
