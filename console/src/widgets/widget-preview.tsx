import { Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { WidgetLook } from '#contract/shapes/widget.ts'
import { useWidgetWords } from '../words/widgets/widget-words.ts'
import classes from './widgets.module.css'

interface WidgetPreviewProps {
  widgetKey: string
  isEnabled: boolean
  /** As it is typed, saved or not. */
  look: WidgetLook
}

/** The widget itself in a frame, in the look that is being typed. */
export function WidgetPreview({ widgetKey, isEnabled, look }: WidgetPreviewProps) {
  const said = useWidgetWords()
  const frame = useRef<HTMLIFrameElement>(null)
  const latest = useRef(look)
  useEffect(() => {
    const tell = (body: object) =>
      frame.current?.contentWindow?.postMessage({ parley: 1, body }, window.location.origin)
    const hear = ({ data, source }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || source === null) return
      const { type } = (data as { body?: { type?: string } }).body ?? {}
      if (type === 'hello') {
        tell({ type: 'boot', identity: null, options: latest.current, isNarrow: false })
        tell({ type: 'open' })
      }
      if (type === 'ask-identity') tell({ type: 'identity', identity: null })
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [])
  useEffect(() => {
    latest.current = look
    frame.current?.contentWindow?.postMessage(
      { parley: 1, body: { type: 'update', options: look } },
      window.location.origin,
    )
  }, [look])
  return (
    <section className={classes.side} aria-label={said.preview}>
      <Title order={2} size="h5">
        {said.preview}
      </Title>
      <Text size="sm" c="var(--quiet)" mb="xs">
        {isEnabled ? said.previewHint : said.previewOff}
      </Text>
      {isEnabled && (
        <iframe
          ref={frame}
          className={classes.frame}
          title={said.preview}
          src={`/widget/frame?key=${encodeURIComponent(widgetKey)}`}
        />
      )}
    </section>
  )
}
