import { Group } from '@mantine/core'
import { Link } from '../routing/link.tsx'
import { LeftIcon } from './icons.tsx'

/** The way up, above a title. */
export function BackLink({ href, children }: { href: string; children: string }) {
  return (
    <Group mb="xs" gap={2}>
      <LeftIcon size={16} />
      <Link href={href}>{children}</Link>
    </Group>
  )
}
