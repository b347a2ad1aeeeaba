import { Text } from '@mantine/core'
import { CopyButton } from '../../ui/copy-button.tsx'
import classes from './widgets.module.css'

/** A piece of code to be copied. */
export function CodeSample({ label, text }: { label?: string; text: string }) {
  return (
    <figure className={classes.code}>
      {label && (
        <Text component="figcaption" size="sm" mb={4}>
          {label}
        </Text>
      )}
      <div className={classes.code}>
        {/* It scrolls sideways, also by keys. */}
        <pre tabIndex={0}>
          <code>{text}</code>
        </pre>
        <span className={classes.copy}>
          <CopyButton text={() => text} />
        </span>
      </div>
    </figure>
  )
}
