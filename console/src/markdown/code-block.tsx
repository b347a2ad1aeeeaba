import { Group, Text } from '@mantine/core'
import { CopyButton } from '../look/copy-button.tsx'
import { useWords } from '../words/words.tsx'
import { withoutCitations } from './citations.ts'
import classes from './markdown.module.css'

/** Code as it was written, and a button that copies it. */
export function CodeBlock({ text, language }: { text: string; language: string }) {
  const { message } = useWords()
  const code = withoutCitations(text)
  const name = language.split(/\s/)[0] ?? ''
  return (
    <div className={classes.code}>
      <Group justify="space-between" className={classes.code_head}>
        <Text size="xs" c="var(--quiet)">
          {name}
        </Text>
        <CopyButton text={() => code} label={message.copyCode} size="sm" />
      </Group>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <code>{code}</code>
      </pre>
    </div>
  )
}
