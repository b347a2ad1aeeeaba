import type { ComponentType } from 'react'
import type { IconProps } from './icons.tsx'
import classes from './small-button.module.css'

interface SmallButtonProps {
  /** What it does: shown on hover and read aloud. */
  label: string
  icon: ComponentType<IconProps>
  isDisabled?: boolean
  isBusy?: boolean
  onClick: () => void
}

/**
 * An icon alone, for places where many such buttons stand: as light as the browser's own, so that a list of messages
 * scrolls smoothly.
 */
export function SmallButton({
  label,
  icon: Icon,
  isDisabled = false,
  isBusy = false,
  onClick,
}: SmallButtonProps) {
  return (
    <button
      type="button"
      className={classes.button}
      aria-label={label}
      title={label}
      aria-busy={isBusy || undefined}
      // One that is busy keeps the focus, which a disabled one would lose.
      aria-disabled={isBusy || undefined}
      disabled={isDisabled}
      onClick={isBusy ? undefined : onClick}
    >
      <Icon size={16} />
    </button>
  )
}
