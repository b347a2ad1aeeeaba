import { ActionIcon, Tooltip, type ActionIconProps } from '@mantine/core'
import type { ComponentType, MouseEventHandler, Ref } from 'react'
import type { IconProps } from './icons.tsx'

interface IconButtonProps extends ActionIconProps {
  /** What it does: shown on hover and read aloud. */
  label: string
  icon: ComponentType<IconProps>
  iconSize?: number
  onClick?: MouseEventHandler<HTMLButtonElement>
  type?: 'button' | 'submit'
  ref?: Ref<HTMLButtonElement>
}

/** A button that shows an icon alone. */
export function IconButton({
  label,
  icon: Icon,
  iconSize = 18,
  variant = 'subtle',
  color = 'gray',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant={variant} color={color} size="lg" type="button" aria-label={label} {...rest}>
        <Icon size={iconSize} />
      </ActionIcon>
    </Tooltip>
  )
}
