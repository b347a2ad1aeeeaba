import { ActionIcon, Tooltip, type ActionIconProps } from '@mantine/core'
import type { ComponentType } from 'react'
import { Link } from '../routing/link.tsx'
import type { IconProps } from './icons.tsx'

interface IconLinkProps extends ActionIconProps {
  /** Where it leads: shown on hover and read aloud. */
  label: string
  icon: ComponentType<IconProps>
  href: string
}

/** A link that shows an icon alone. */
export function IconLink({ label, icon: Icon, href, variant = 'light', ...rest }: IconLinkProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon component={Link} href={href} variant={variant} size="lg" aria-label={label} {...rest}>
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  )
}
