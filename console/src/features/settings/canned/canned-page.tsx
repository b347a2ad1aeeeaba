import { Divider, Stack } from '@mantine/core'
import { MacroSection } from './macro-section.tsx'
import { ReplySection } from './reply-section.tsx'

/** Texts that are answered with again and again, and several steps under one name. */
export function CannedPage() {
  return (
    <Stack gap="xl">
      <ReplySection />
      <Divider />
      <MacroSection />
    </Stack>
  )
}
