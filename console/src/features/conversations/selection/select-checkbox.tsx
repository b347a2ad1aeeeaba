import { Checkbox } from '@mantine/core'
import classes from '../conversations-page.module.css'
import { toggle } from './selection.ts'

interface SelectCheckboxProps {
  id: string
  label: string
  isChosen: boolean
}

/** Chooses a conversation; with Shift, all from the one before to it. */
export const SelectCheckbox = ({ id, label, isChosen }: SelectCheckboxProps) => (
  <Checkbox
    className={classes.select ?? ''}
    size="md"
    aria-label={label}
    checked={isChosen}
    onChange={(event) => toggle(id, (event.nativeEvent as MouseEvent).shiftKey === true)}
  />
)
