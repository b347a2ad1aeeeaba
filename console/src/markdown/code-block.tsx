import { CopyButton } from '../ui/copy-button.tsx'
import { useMessages } from '../messages/messages.tsx'
import { withoutCitations } from './citations.ts'
import { CodeLines } from './code-lines.tsx'
import classes from './markdown.module.css'

interface CodeBlockProps {
  text: string
  /** What stands behind the fence: the language, perhaps with more. */
  info: string
  isOpen: boolean
}

const NAME_MAX = 30

/** Code as it was written, and a button that copies it. */
export function CodeBlock({ text, info, isOpen }: CodeBlockProps) {
  const { message } = useMessages()
  const code = withoutCitations(text)
  const name = (/^[^\s{:,]*/.exec(info)?.[0] ?? '').slice(0, NAME_MAX)
  return (
    <div className={classes.code}>
      <div className={classes.code_head}>
        <bdi className={classes.language}>{name}</bdi>
        <CopyButton text={() => code} label={message.copyCode} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} dir="ltr">
        <code>
          <CodeLines code={code} language={name.toLowerCase()} isOpen={isOpen} />
        </code>
      </pre>
    </div>
  )
}
