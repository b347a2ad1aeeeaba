import { Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { WidgetAppearance } from '#contract/shapes/widget.ts'
import { useWidgetMessages } from '../../messages/widgets/widget-messages.ts'
import classes from './widgets.module.css'

interface WidgetPreviewProps {
  widgetKey: string
  isEnabled: boolean
  /** As it is typed, saved or not. */
  appearance: WidgetAppearance
}

/** The widget itself in a frame, with the appearance as it is edited. */
export function WidgetPreview({ widgetKey, isEnabled, appearance }: WidgetPreviewProps) {
  const t = useWidgetMessages()
  const frame = useRef<HTMLIFrameElement>(null)
  const latest = useRef(appearance)
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
    latest.current = appearance
    frame.current?.contentWindow?.postMessage(
      { parley: 1, body: { type: 'update', options: appearance } },
      window.location.origin,
    )
  }, [appearance])
  return (
    <section className={classes.side} aria-label={t.preview}>
      <Title order={2} size="h5">
        {t.preview}
      </Title>
      <Text size="sm" c="var(--quiet)" mb="xs">
        {isEnabled ? t.previewHint : t.previewOff}
      </Text>
      {isEnabled && (
        <iframe
          ref={frame}
          className={classes.frame}
          title={t.preview}
          src={`/widget/frame?key=${encodeURIComponent(widgetKey)}`}
        />
      )}
    </section>
  )
}
