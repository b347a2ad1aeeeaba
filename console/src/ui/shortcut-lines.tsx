import { Group, Kbd, Text } from '@mantine/core'
import { Fragment } from 'react'

/** What each does, and the keys that are pressed for it. */
export type Lines = readonly (readonly [does: string, pressed: readonly string[]])[]

export const ShortcutLines = ({ lines }: { lines: Lines }) =>
  lines.map(([does, pressed]) => (
    <Group key={does} justify="space-between" wrap="nowrap">
      <Text size="sm">{does}</Text>
      <Group gap={4} wrap="nowrap">
        {pressed.map((key, at) => (
          <Fragment key={key}>
            {at > 0 && (
              <Text span size="xs" c="var(--quiet)" aria-hidden="true">
                +
              </Text>
            )}
            <Kbd>{key}</Kbd>
          </Fragment>
        ))}
      </Group>
    </Group>
  ))
